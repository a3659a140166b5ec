import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { proposeEntry } from '~/compliance/blacklist/commands.server'
import { record } from '~/kernel/events.server'
import { readFile } from '~/kernel/files.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { attach, listAttachments } from '../attachments.server'
import { marketCaseLifecycle } from '../lifecycle'
import { moveRow } from '../moving.server'
import type { CaseMoveValues, CaseValues } from './form'
import { namesIn } from './masking'
import { findCase } from './queries.server'

type Tx = Kysely<Database>
type Asked<Move extends CaseMoveValues['move']> = Extract<CaseMoveValues, { move: Move }>

const decisionLabel = 'decision'
const papers = ['application/pdf', 'image/png', 'image/jpeg']

/** Opens a case against a seller, on a visit or not; answers its id. Refuses not-your-move, case-of-visit. */
export async function openCase(
  tx: Tx,
  actor: Actor,
  sellerId: string,
  { facts, visitId = null }: CaseValues,
): Promise<string> {
  refuseIf(is(actor, 'inspector', 'officer') ? null : 'not-your-move')
  if (visitId) {
    const visit = await tx.selectFrom('marketVisits').select('sellerId').where('id', '=', visitId).executeTakeFirst() // oxfmt-ignore
    refuseIf(visit?.sellerId === sellerId ? null : 'visit-of-other')
  }
  const opened = await tx
    .insertInto('marketCases')
    .values({ sellerId, visitId, facts })
    .onConflict((on) => on.column('visitId').where('visitId', 'is not', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!opened) return refuse('case-of-visit')
  await record(tx, 'market_case.opened', opened.id, { seller: sellerId })
  return opened.id
}

/** One step of a case. Refuses not-your-move, already-moved and the codes of each step. */
export async function moveCase(tx: Tx, actor: Actor, caseId: string, asked: CaseMoveValues, now: Date) {
  refuseIf(is(actor, 'inspector', 'officer') ? null : 'not-your-move')
  switch (asked.move) {
    case 'investigate': {
      const { evidence, heard } = asked
      await moveRow(tx, actor, 'marketCases', marketCaseLifecycle, 'investigate', caseId, { evidence, heard })
      await record(tx, 'market_case.investigated', caseId)
      return
    }
    case 'decide':
      return decide(tx, actor, caseId, asked, now)
    case 'close': {
      const { outcome } = asked
      await moveRow(tx, actor, 'marketCases', marketCaseLifecycle, 'close', caseId, { outcome })
      await record(tx, 'market_case.closed', caseId)
      return
    }
    case 'propose':
      return propose(tx, actor, caseId, now)
    case 'mask':
      return mask(tx, actor, caseId, asked)
    case 'publish':
      return publish(tx, actor, caseId)
  }
}

/** The penalty decision 处罚决定书 with its paper. Refuses case-decision-to-come. */
async function decide(tx: Tx, actor: Actor, caseId: string, asked: Asked<'decide'>, now: Date) {
  const { move: _, file, ...decision } = asked
  refuseIf(decision.decidedOn > dayOf(now) ? 'case-decision-to-come' : null, { field: 'decidedOn' })
  await moveRow(tx, actor, 'marketCases', marketCaseLifecycle, 'decide', caseId, decision)
  const place = { place: 'market_case', subjectId: caseId, label: decisionLabel } as const
  await attach(tx, actor, file, place, papers)
  await record(tx, 'market_case.decided', caseId, { fine: decision.fine.toString() })
}

const locked = async (tx: Tx, caseId: string) => {
  await tx.selectFrom('marketCases').select('id').where('id', '=', caseId).forUpdate().execute()
  return (await findCase(tx, caseId)) ?? refuse('already-moved')
}

/**
 * Proposes the party for the blacklist on the decision; `compliance` hears it and decides. Refuses case-undecided,
 * case-proposed, seller-without-code and the codes of `proposeEntry`.
 */
async function propose(tx: Tx, actor: Actor, caseId: string, now: Date) {
  const its = await locked(tx, caseId)
  const { decisionNo, authority, ground, decidedOn } = its
  if (decisionNo === null || !authority || !ground || !decidedOn) return refuse('case-undecided')
  refuseIf(its.entryId ? 'case-proposed' : null)
  const uscc = its.uscc ?? refuse('seller-without-code')
  const entryId = await proposeEntry(
    tx,
    actor,
    { uscc, decisionNo, authority, ground, decidedOn, products: [], file: await paperOf(tx, caseId) },
    now,
  )
  await tx.updateTable('marketCases').set({ entryId }).where('id', '=', caseId).execute()
  await record(tx, 'market_case.proposed', caseId, { entry: entryId })
}

async function paperOf(tx: Tx, caseId: string) {
  const paper = (await listAttachments(tx, caseId)).find(({ label }) => label === decisionLabel)
  const stored = paper && (await readFile(tx, paper.id))
  return stored
    ? new File([new Uint8Array(stored.content)], stored.name, { type: stored.mediaType })
    : refuse('case-undecided')
}

/** The text for everyone, without whom it is about. Refuses case-undecided, case-published, names-someone. */
async function mask(tx: Tx, actor: Actor, caseId: string, asked: Asked<'mask'>) {
  const { published, publishedEn } = asked
  const its = await locked(tx, caseId)
  refuseIf(its.decisionNo === null ? 'case-undecided' : null)
  refuseIf(its.publishedAt ? 'case-published' : null)
  for (const [field, text] of Object.entries({ published, publishedEn })) {
    const [word] = namesIn(text, { ...its, name: its.seller })
    if (word) refuse('names-someone', { field, facts: { word } })
  }
  await tx
    .updateTable('marketCases')
    .set({ published, publishedEn, maskedBy: actor.personId })
    .where('id', '=', caseId)
    .execute()
  const event = await record(tx, 'market_case.masked', caseId)
  await notifyAgencies(tx, ['officer'], {
    kind: 'market_case.masked',
    href: `/office/market-cases/${caseId}`,
    event,
  })
}

/** A second person reads the text and publishes it. Refuses case-unmasked, case-published, own-case-text. */
async function publish(tx: Tx, actor: Actor, caseId: string) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  const its = await locked(tx, caseId)
  refuseIf(its.published === null ? 'case-unmasked' : null)
  refuseIf(its.publishedAt ? 'case-published' : null)
  refuseIf(its.maskedBy === actor.personId ? 'own-case-text' : null)
  await tx
    .updateTable('marketCases')
    .set({ publishedBy: actor.personId, publishedAt: sql<Date>`clock_timestamp()` })
    .where('id', '=', caseId)
    .execute()
  await record(tx, 'market_case.published', caseId)
}
