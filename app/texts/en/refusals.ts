import { catalogRefusals } from './catalog'
import { demandsRefusals } from './demands'
import { auditRefusals } from './audit'
import { awardsRefusals } from './awards'
import { joinsRefusals } from './joins'
import { watchesRefusals } from './watches'
import { bidsRefusals } from './bids'
import { ordersRefusals } from './orders'
import { paymentsRefusals } from './payments'
import { inventoryRefusals } from './inventory'
import { complianceRefusals } from './compliance'
import { whatIfRefusals } from './what-if'
import { packsRefusals } from './packs'
import { mediationRefusals } from './mediation'
import { licensesRefusals } from './licenses'
import { blacklistRefusals } from './blacklist'
import { campaignsRefusals } from './campaigns'
import { pilotsRefusals } from './pilots'
import { inspectionsRefusals } from './inspections'
import { certificatesRefusals } from './certificates'
import { directoryRefusals } from './directory'
import { peopleRefusals } from './people'
import { officeRefusals } from './office'
import { outreachRefusals } from './outreach'
import { budgetRefusals } from './budget'
import { workdaysRefusals } from './workdays'
import { coverageRefusals } from './coverage'
import { mergersRefusals } from './mergers'
import { ownersRefusals } from './owners'
import { disclosuresRefusals } from './disclosures'
import { marketRefusals } from './market'
import { programRefusals } from './program'
import { openersRefusals } from './openers'
import { authorizationsRefusals } from './authorizations'
import { criteriaRefusals } from './criteria'
import { qualificationsRefusals } from './qualifications'
import { roundsRefusals } from './rounds'

type Sentences = Record<string, string | ((facts: Record<string, string>) => string)>

export const refusals: Sentences = {
  'already-moved': 'Someone has just done this; the page is up to date now, look again.',
  'not-your-move': 'Your role cannot take this step.',
  'repeated-differently':
    'This form was already sent with other content. Reload the page and fill it in again.',
  'step-up-needed': 'This step needs a fresh proof of who you are: enter the code of your second factor.',
  'wrong-code': 'That code is wrong or already used; wait for the next one.',
  'cannot-open': 'The ciphertext cannot be opened: key or content do not fit.',
  'file-empty': 'The file is empty: choose one with content.',
  'file-type': 'Files of this kind are not accepted: upload a PDF, a picture, a zip or a text file.',
  'archive-broken': 'The archive is damaged and cannot be opened.',
  'archive-nested': 'There is an archive inside the archive; unpack one level first.',
  'archive-ratio': 'The archive is compressed beyond reason and is not accepted.',
  'archive-too-large': 'The archive is too large once unpacked; split it.',
  'archive-too-many': 'The archive has too many files; split it.',
  ...peopleRefusals,
  ...directoryRefusals,
  ...catalogRefusals,
  ...demandsRefusals,
  ...roundsRefusals,
  ...openersRefusals,
  ...qualificationsRefusals,
  ...authorizationsRefusals,
  ...criteriaRefusals,
  ...bidsRefusals,
  ...awardsRefusals,
  ...joinsRefusals,
  ...watchesRefusals,
  ...ordersRefusals,
  ...paymentsRefusals,
  ...inventoryRefusals,
  ...complianceRefusals,
  ...whatIfRefusals,
  ...packsRefusals,
  ...mediationRefusals,
  ...licensesRefusals,
  ...pilotsRefusals,
  ...blacklistRefusals,
  ...campaignsRefusals,
  ...inspectionsRefusals,
  ...certificatesRefusals,
  ...programRefusals,
  ...officeRefusals,
  ...outreachRefusals,
  ...budgetRefusals,
  ...workdaysRefusals,
  ...coverageRefusals,
  ...mergersRefusals,
  ...ownersRefusals,
  ...disclosuresRefusals,
  ...marketRefusals,
  ...auditRefusals,
}
