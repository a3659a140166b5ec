import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { listReplacementsFor } from '~/licenses/replacements/queries.server'
import { type Actor, is } from '~/people/actor'
import { sideIn } from '../channels/kinds'
import { moveCase } from '../moves.server'
import { findCase } from '../queries.server'
import { agreeToApply, findConfirmation, noteFiling, noteOutcome } from './confirming.server'
import { adoptText, findSettlement, rejectText } from './drafting.server'
import type { SettlementDeed } from './form'
import { confirmObligation, listObligations } from './fulfilling.server'
import { listPurchases } from './purchases.server'
import { listSignatures } from './signing.server'
import type { SettlementBody } from './text'

type Db = Kysely<Database>

/** The settlement of a case as everybody between draft and fulfillment needs it. */
export async function readSettlement(db: Db, actor: Actor, caseId: string) {
  const its = await findCase(db, caseId)
  const reads = its?.roles.some((role) => ['claimant', 'respondent', 'mediator', 'registrar'].includes(role))
  if (!its || !reads || its.state === 'draft') return undefined
  const newest = await findSettlement(db, caseId)
  const obligations = await listObligations(db, caseId)
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles, currency: its.currency },
    title: its.number,
    side: sideIn(its.roles),
    isSignatory: is(actor, 'signatory'),
    newest: newest ? shown(newest) : null,
    before: newest ? ((await findVersion(db, caseId, newest.version - 1)) ?? null) : null,
    signatures: newest ? await listSignatures(db, newest.id) : [],
    obligations,
    replacements: await listReplacementsFor(
      db,
      obligations.map(({ id }) => id),
    ),
    purchases: await listPurchases(db, caseId),
    organizationId: actor.organizationId,
    confirmation: (await findConfirmation(db, caseId)) ?? null,
  }
}

/** The fixed text, for a signatory of a side that has not signed. */
export async function readSigning(db: Db, actor: Actor, caseId: string) {
  const read = await readSettlement(db, actor, caseId)
  if (!read?.newest || read.its.state !== 'signing' || read.side === null) return undefined
  return { its: read.its, title: read.title, newest: read.newest }
}

type Settlement = NonNullable<Awaited<ReturnType<typeof findSettlement>>>

const shown = ({
  id,
  version,
  text,
  state,
  hash,
  body,
  claimantYesAt,
  respondentYesAt,
  effectiveOn,
  at,
}: Settlement) => ({
  id,
  version,
  text,
  state,
  hash,
  items: body.items,
  payers: body.payers ?? [],
  adopted: [
    ...(claimantYesAt ? (['claimant'] as const) : []),
    ...(respondentYesAt ? (['respondent'] as const) : []),
  ],
  effectiveOn,
  at,
})

export type ShownSettlement = ReturnType<typeof shown>

async function findVersion(db: Db, caseId: string, version: number) {
  const row = await db
    .selectFrom('settlements')
    .select(['version', 'text', 'body', 'at'])
    .where('caseId', '=', caseId)
    .where('version', '=', version)
    .executeTakeFirst()
  return (
    row && {
      version: row.version,
      text: row.text,
      at: row.at,
      items: (row.body as unknown as SettlementBody).items,
    }
  )
}

/** One of the deeds of the settlement page; the rules behind each refuse. */
export async function doSettlementDeed(
  tx: Db,
  actor: Actor,
  caseId: string,
  deed: SettlementDeed,
  now: Date,
) {
  switch (deed.move) {
    case 'adopt':
      return adoptText(tx, caseId, deed.hash, now)
    case 'reject_text':
      return rejectText(tx, caseId)
    case 'refuse_signature':
      return moveCase(tx, caseId, 'refuse_signature')
    case 'confirm':
      return confirmObligation(tx, actor, caseId, deed.obligationId)
    case 'apply':
      return agreeToApply(tx, caseId)
    case 'filed':
      return noteFiling(tx, caseId, deed.filedOn, now)
    default:
      return noteOutcome(tx, caseId, deed.outcome)
  }
}
