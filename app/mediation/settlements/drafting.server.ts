import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { sideIn } from '../channels/kinds'
import { moveCase, recordOfCase } from '../moves.server'
import { type Promised, type Terms, whyNotOffer } from '../offers/terms'
import { findCase, findRefundable, listObjections } from '../queries.server'
import { askPayers, findPayers } from './payers.server'
import { type SettlementBody, versionHash } from './text'
import { firstText } from './wording.server'

type Tx = Kysely<Database>

/** The newest version of a case's settlement with its typed body. */
export async function findSettlement(db: Tx, caseId: string) {
  const row = await db
    .selectFrom('settlements')
    .selectAll()
    .where('caseId', '=', caseId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, body: row.body as unknown as SettlementBody, hash: row.sha256.toString('hex') }
}

/** The standing text as a side changes it; undefined outside of drafting. */
export async function readRevision(db: Tx, caseId: string) {
  const its = await findCase(db, caseId)
  const newest = its?.state === 'settlement_draft' && (await findSettlement(db, caseId))
  if (!its || !newest || sideIn(its.roles) === null) return undefined
  return {
    its: { id: its.id, number: its.number },
    about: its,
    title: its.number,
    text: newest.text,
    items: newest.body.items,
    objections: (await listObjections(db, caseId)).map(({ no }) => no),
  }
}

/** What was agreed in principle becomes version after version of a text. */
export async function draftSettlement(tx: Tx, _: Actor, caseId: string, { items }: Terms) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const payers = await findPayers(tx, items, its)
  await insertVersion(
    tx,
    caseId,
    items,
    firstText({ items, body: its.bodyName, currency: its.currency, payers }),
  )
}

/** A side proposes another wording or other promises: the version before is superseded, nobody has adopted the new one. Refuses: not-now, not-your-move, text-missing, and as whyNotOffer. */
export async function reviseSettlement(
  tx: Tx,
  caseId: string,
  { items, text }: { items: readonly Promised[]; text: string },
  now: Date,
) {
  await lockDrafting(tx, caseId)
  refuseIf(whyNotOffer({ items, note: '' }, { today: dayOf(now), paid: await findRefundable(tx, caseId) }), {
    field: 'items',
  })
  await insertVersion(tx, caseId, items, text)
}

/**
 * One side says yes to exactly this version; with the second yes the text is fixed and goes to signing. Refuses: not-now,
 * not-your-move, other-version, promise-past.
 */
export async function adoptText(tx: Tx, caseId: string, hash: string, now: Date) {
  await lockDrafting(tx, caseId)
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles) ?? refuse('not-your-move')
  const newest = (await findSettlement(tx, caseId))!
  refuseIf(newest.hash === hash && newest.state === 'draft' ? null : 'other-version')
  refuseIf(whyNotOffer({ items: newest.body.items, note: '' }, { today: dayOf(now), paid: null }))
  const yes = side === 'claimant' ? 'claimantYesAt' : 'respondentYesAt'
  const { claimantYesAt, respondentYesAt } = await tx
    .updateTable('settlements')
    .set({ [yes]: sql<Date>`coalesce(${sql.ref(yes)}, clock_timestamp())` })
    .where('id', '=', newest.id)
    .returning(['claimantYesAt', 'respondentYesAt'])
    .executeTakeFirstOrThrow()
  if (!claimantYesAt || !respondentYesAt) return false
  await tx.updateTable('settlements').set({ state: 'agreed' }).where('id', '=', newest.id).execute()
  await askPayers(tx, newest.id, newest.body)
  await moveCase(tx, caseId, 'adopt_text')
  return true
}

/** The sides take the text back to their talks; it stays as a version, and another offer may be accepted. Refuses: already-moved, not-your-move. */
export async function rejectText(tx: Tx, caseId: string) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  await moveCase(tx, caseId, its.previousState === 'mediation' ? 'back_to_mediation' : 'back_to_negotiation')
}

async function insertVersion(tx: Tx, caseId: string, items: readonly Promised[], text: string) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const codes = await tx
    .selectFrom('organizations')
    .select(['id', 'uscc'])
    .where('id', 'in', [its.claimantId, its.respondentId])
    .execute()
  const party = (id: string, name: string) => ({ name, uscc: codes.find((it) => it.id === id)?.uscc ?? '' })
  const before = await findSettlement(tx, caseId)
  if (before && before.state !== 'refused')
    await tx.updateTable('settlements').set({ state: 'superseded' }).where('id', '=', before.id).execute()
  const version = (before?.version ?? 0) + 1
  const body: SettlementBody = {
    format: 'settlement/1',
    case: its.number,
    version,
    body: its.bodyName,
    claimant: party(its.claimantId, its.claimantName),
    respondent: party(its.respondentId, its.respondentName),
    currency: its.currency,
    items,
  }
  const payers = (await findPayers(tx, items, its)).map(({ name, uscc }) => ({ name, uscc }))
  if (payers.length > 0) body.payers = payers
  const sha256 = Buffer.from(versionHash(body, text), 'hex')
  await tx
    .insertInto('settlements')
    .values({ caseId, version, body: JSON.stringify(body), text, sha256 })
    .execute()
  await recordOfCase(tx, 'settlement.drafted', caseId, { version })
}

/** Takes the case's row while its text is worked on, so that nobody adopts what is being replaced. */
async function lockDrafting(tx: Tx, caseId: string) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (its?.state !== 'settlement_draft') refuse('not-now')
}
