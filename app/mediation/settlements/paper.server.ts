import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import type { Actor } from '~/people/actor'
import { findStanding } from '../mediators/selecting.server'
import { findSettlement } from './drafting.server'
import { settlementPdf } from './pdf.server'
import { readSettlement } from './reading.server'
import { listSignatures } from './signing.server'

/** The newest version of a case's settlement as a PDF, for whoever reads the settlement. */
export async function readPaper(
  db: Kysely<Database>,
  actor: Actor,
  caseId: string,
  locale: Locale = actor.locale,
) {
  const newest = (await readSettlement(db, actor, caseId)) && (await findSettlement(db, caseId))
  if (!newest) return undefined
  const standing = await findStanding(db, caseId)
  const bytes = await settlementPdf({
    body: newest.body,
    text: newest.text,
    hash: newest.hash,
    signatures: await listSignatures(db, newest.id),
    mediator: standing?.state === 'accepted' ? standing.name : null,
    locale,
  })
  return { name: `${newest.body.case}-v${newest.version}.pdf`, bytes }
}
