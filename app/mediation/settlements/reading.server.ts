import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { sideIn } from '../channels/kinds'
import { moveCase, recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { adoptText, findSettlement, rejectText } from './drafting.server'
import type { SettlementDeed } from './form'
import { confirmObligation, listObligations } from './fulfilling.server'
import { listSignatures } from './signing.server'
import type { SettlementBody } from './text'

type Db = Kysely<Database>

/** The settlement of a case as everybody between draft and fulfillment needs it. */
export async function readSettlement(db: Db, actor: Actor, caseId: string) {
  const its = await findCase(db, caseId)
  const reads = its?.roles.some((role) => ['claimant', 'respondent', 'mediator', 'registrar'].includes(role))
  if (!its || !reads || its.state === 'draft') return undefined
  const newest = await findSettlement(db, caseId)
  return {
    its: { id: its.id, number: its.number, state: its.state, roles: its.roles, currency: its.currency },
    title: its.number,
    side: sideIn(its.roles),
    isSignatory: is(actor, 'signatory'),
    newest: newest ? shown(newest) : null,
    before: newest ? ((await findVersion(db, caseId, newest.version - 1)) ?? null) : null,
    signatures: newest ? await listSignatures(db, newest.id) : [],
    obligations: await listObligations(db, caseId),
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

/** The thirty days in which both sides may apply to a court. */
export const findConfirmation = (db: Db, caseId: string) =>
  db
    .selectFrom('confirmations')
    .selectAll()
    .select(sql<boolean>`shanghai_day() > due_on`.as('isOver'))
    .where('caseId', '=', caseId)
    .executeTakeFirst()

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
    default:
      return agreeToApply(tx, caseId)
  }
}

/** A side agrees to ask a court for confirmation. Refuses: not-your-move, window-over. */
async function agreeToApply(tx: Db, caseId: string) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles) ?? refuse('not-your-move')
  const yes = side === 'claimant' ? 'claimantYesAt' : 'respondentYesAt'
  const { numUpdatedRows } = await tx
    .updateTable('confirmations')
    .set({ [yes]: sql<Date>`coalesce(${sql.ref(yes)}, clock_timestamp())` })
    .where('caseId', '=', caseId)
    .where(sql<boolean>`shanghai_day() <= due_on`)
    .executeTakeFirst()
  refuseIf(numUpdatedRows > 0n ? null : 'window-over')
  await recordOfCase(tx, 'case.confirmation_agreed', caseId, { side })
}
