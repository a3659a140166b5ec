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

/** Every refusal's sentence, room by room; a room's codes stand in its own file. */
export const refusals: Sentences = {
  'already-moved': '刚刚已有人处理过，页面已更新，请再看一次。',
  'not-your-move': '您的角色不能做这一步。',
  'repeated-differently': '同一张表单已用其他内容提交过，请刷新页面后重填。',
  'step-up-needed': '这一步需要再次验证身份：请填写动态口令。',
  'wrong-code': '动态口令不对或已用过，请等下一个口令。',
  'cannot-open': '密文无法打开：密钥或内容不符。',
  'file-empty': '文件是空的，请选择有内容的文件。',
  'file-type': '不接受这种文件：请上传 PDF、图片、压缩包或文本。',
  'archive-broken': '压缩包损坏，打不开。',
  'archive-nested': '压缩包里还有压缩包，请先解开一层。',
  'archive-ratio': '压缩包压缩异常，不接受。',
  'archive-too-large': '压缩包解压后过大，请分成几份。',
  'archive-too-many': '压缩包里的文件过多，请分成几份。',
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
