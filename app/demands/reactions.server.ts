import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { type Releases, reopenLines, suggestLine } from './commands.server'
import { daysPastNeed } from './opening'
import { addDays, dayOf } from '~/kernel/workdays'
import { measureWish } from './wishes/commands.server'
import { usualThreshold } from './wishes/wishing'

type Tx = Kysely<Database>
type Happening = { subjectId: string | null; orgId: string | null; facts: Record<string, any> }

type Need = { productId: string; editionId?: string; units: number; asked: number } & Partial<Releases>

/** `compliance.gap_found`: the shortfall becomes drafts that only the enterprise sees, of the editions that lack rights. */
export async function draftFromGap(tx: Tx, { orgId, facts }: Happening, now: Date) {
  const organization = facts.organization ?? orgId
  const { rows } = await sql<Need>`
    select * from gap_needs(${organization}::uuid, ${facts.product}::uuid)`.execute(tx)
  const needs: readonly Need[] =
    rows.length > 0 ? rows : [{ productId: facts.product, units: facts.units, asked: 0 }]
  for (const { productId, editionId, units, asked, releaseId, downToId } of needs)
    if (units > asked)
      await suggestLine(
        tx,
        {
          orgId: organization,
          productId,
          quantity: units - asked,
          source: 'gap',
          ...(editionId && { editionId }),
          ...(releaseId && downToId && { releases: { releaseId, downToId } }),
        },
        now,
      )
}

/** `demand.suggested`: as a gap, and no column tells who suggested it. */
export async function draftFromSuggestion(tx: Tx, { orgId, facts }: Happening, now: Date) {
  const { line: lineId, product: productId, units: quantity, neededBy } = facts
  await suggestLine(
    tx,
    { orgId: facts.organization ?? orgId, productId, quantity, neededBy, source: 'gap', lineId },
    now,
  )
}

/** `true_up.confirmed`: what is ordered at a held price needs no round any more; the gap's draft asks for the rest. */
export async function lowerDraft(tx: Tx, { orgId, facts }: Happening) {
  const drafts = await tx
    .selectFrom('demandLines')
    .innerJoin('editions', 'editions.id', 'demandLines.editionId')
    .select(['demandLines.id', 'demandLines.quantity'])
    .where('demandLines.orgId', '=', orgId)
    .where('editions.productId', '=', facts.product)
    .where('demandLines.source', '=', 'gap')
    .where('demandLines.state', '=', 'draft')
    .orderBy('demandLines.id')
    .execute()
  let ordered: number = facts.quantity
  for (const { id, quantity } of drafts) {
    const left = Math.max(0, quantity - ordered)
    ordered -= quantity - left
    const set = left > 0 ? { quantity: left } : { state: 'withdrawn' as const }
    await tx.updateTable('demandLines').set(set).where('id', '=', id).execute()
    if (left === 0) await record(tx, 'demand.withdrawn', id, {}, { org: orgId })
  }
}

/** `renewal.decided`: what runs out is needed again by the day it ends. */
export async function draftFromRenewal(tx: Tx, { orgId, facts }: Happening, now: Date) {
  const { product: productId, quantity, neededBy, coTermOn = null } = facts
  await suggestLine(
    tx,
    { orgId: facts.organization ?? orgId, productId, quantity, neededBy, coTermOn, source: 'renewal' },
    now,
  )
}

/** `demand.opened`: the line joins the wish of its kind, and so does what an earlier wish left open; enough is the officers' task. */
export async function gather(tx: Tx, { subjectId }: Happening) {
  const line = await tx
    .selectFrom('demandLines')
    .select(['editionId', 'classId'])
    .where('id', '=', subjectId)
    .where('state', '=', 'open')
    .where('wishId', 'is', null)
    .executeTakeFirst()
  if (!line) return
  await tx
    .insertInto('wishes')
    .values({ ...line, ...usualThreshold })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const { id } = await tx
    .selectFrom('wishes')
    .select('id')
    .where((row) =>
      line.editionId ? row('editionId', '=', line.editionId) : row('classId', '=', line.classId),
    )
    .where('state', 'in', ['collecting', 'threshold_met', 'eoi_open'])
    .forUpdate()
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('demandLines')
    .set({ wishId: id })
    .where((row) =>
      line.editionId ? row('editionId', '=', line.editionId) : row('classId', '=', line.classId),
    )
    .where('state', '=', 'open')
    .where('wishId', 'is', null)
    .execute()
  await measureWish(tx, id)
}

/** `wish.opened`, `wish.threshold_set`: what has gathered is measured by the new threshold. */
export async function measure(tx: Tx, { subjectId }: Happening) {
  await measureWish(tx, subjectId!)
}

/** `wish.declined`: its needs stay open and may gather anew. */
export async function freeWished(tx: Tx, { subjectId }: Happening) {
  await tx.updateTable('demandLines').set({ wishId: null }).where('wishId', '=', subjectId).execute()
}

/** `round.voided`: everything its lots had pooled is open again. */
export async function reopenRound(tx: Tx, { subjectId }: Happening) {
  const lots = await tx.selectFrom('lots').select('id').where('roundId', '=', subjectId).execute()
  await reopenLines(tx, { lotIds: lots.map((lot) => lot.id) })
}

/** `award.lot_unsuccessful`: what this lot had pooled is open again. */
export async function reopenLot(tx: Tx, { facts }: Happening) {
  await reopenLines(tx, { lotIds: [facts.lot] })
}

/** `pledge.cleared`: of an unserved pledge, the lines are open again. */
export async function reopenUnserved(tx: Tx, { facts }: Happening) {
  if (!facts.served) await reopenLines(tx, { lotIds: [facts.lot], orgId: facts.organization })
}

/** `license.issued` through an order line of a pledge: delivered units fulfill the lines that the pledge pooled, oldest need first. */
export async function fulfillLines(
  tx: Tx,
  { orgId, lotId, quantity }: { orgId: string; lotId: string; quantity: number },
) {
  const lines = await tx
    .selectFrom('demandLines')
    .select(['id', 'quantity', 'fulfilled'])
    .where('orgId', '=', orgId)
    .where('roundLotId', '=', lotId)
    .where('state', '=', 'pooled')
    .orderBy('neededBy')
    .orderBy('id')
    .forUpdate()
    .execute()
  let left = quantity
  for (const line of lines) {
    const taken = Math.min(left, line.quantity - line.fulfilled)
    if (taken <= 0) continue
    left -= taken
    const isWhole = line.fulfilled + taken >= line.quantity
    await tx
      .updateTable('demandLines')
      .set({ fulfilled: line.fulfilled + taken, ...(isWhole && { state: 'fulfilled' as const }) })
      .where('id', '=', line.id)
      .execute()
    if (isWhole) await record(tx, 'demand.fulfilled', line.id, { quantity: line.quantity }, { org: orgId })
  }
}

/** Open lines long past the day they were needed by. */
export async function expireLinesDue(tx: Kysely<Database>, now: Date) {
  const expired = await tx
    .updateTable('demandLines')
    .set({ state: 'expired' })
    .where('state', '=', 'open')
    .where('neededBy', '<', addDays(dayOf(now), -daysPastNeed))
    .returning(['id', 'orgId'])
    .execute()
  for (const { id, orgId } of expired) await record(tx, 'demand.expired', id, {}, { org: orgId })
}

/** `wish.suggested`: what a survey found that enough enterprises need gathers as a wish, unless one gathers already. */
export async function openSuggested(tx: Tx, { facts }: { facts: Record<string, any> }) {
  const wish = await tx
    .insertInto('wishes')
    .values({ classId: String(facts.class), ...usualThreshold })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (wish) await record(tx, 'wish.opened', wish.id, usualThreshold)
}
