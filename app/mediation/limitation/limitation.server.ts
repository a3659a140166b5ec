import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Side, sideIn } from '../channels/kinds'
import { isClosed, openStates } from '../lifecycle'
import { findCase } from '../queries.server'
import { tellSeats } from '../telling.server'
import { warningsDue, whyNotNote } from './warning'

type Tx = Kysely<Database>

/** The day that the reader's own side has noted, if any. */
export async function readLimitation(db: Tx, caseId: string, side: Side) {
  const row = await db
    .selectFrom('limitationDates')
    .select('onDay')
    .where('caseId', '=', caseId)
    .where('side', '=', side)
    .executeTakeFirst()
  return { onDay: row?.onDay ?? null }
}

/**
 * A side notes from when its claims may be barred; warnings already past are not made up for. Without a day the note
 * goes. No event tells of it: the other side sees neither the day nor that there is one. Refuses: not-your-move, not-now,
 * limitation-past.
 */
export async function noteLimitation(tx: Tx, caseId: string, onDay: string | null, now: Date) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles)
  const today = dayOf(now)
  refuseIf(
    whyNotNote({ isSide: side !== null, isClosed: isClosed(its.state), on: onDay ?? today, today }),
    onDay ? { field: 'onDay' } : {},
  )
  if (onDay === null)
    return void (await tx
      .deleteFrom('limitationDates')
      .where('caseId', '=', caseId)
      .where('side', '=', side!)
      .execute())
  const noted = { onDay, warned: warningsDue(onDay, today) }
  await tx
    .insertInto('limitationDates')
    .values({ caseId, side: side!, ...noted })
    .onConflict((conflict) => conflict.columns(['caseId', 'side']).doUpdateSet(noted))
    .execute()
}

/** Sixty, thirty and seven days before, the side that noted a day is told, each time once; the other side is not. */
export async function warnLimitations(tx: Tx, now: Date) {
  const today = dayOf(now)
  const near = await tx
    .selectFrom('limitationDates')
    .innerJoin('cases', 'cases.id', 'limitationDates.caseId')
    .where('cases.state', 'in', openStates)
    .where('onDay', '>=', today)
    .where(sql<boolean>`(on_day - ${today}::date <= 60)::int + (on_day - ${today}::date <= 30)::int
      + (on_day - ${today}::date <= 7)::int > warned`)
    .select(['limitationDates.side', 'onDay', 'cases.id', 'cases.number', 'cases.bodyId'])
    .orderBy('cases.id')
    .limit(100)
    .forUpdate('limitationDates')
    .skipLocked()
    .execute()
  for (const { side, onDay, ...its } of near) {
    await tx
      .updateTable('limitationDates')
      .set({ warned: warningsDue(onDay, today) })
      .where('caseId', '=', its.id)
      .where('side', '=', side)
      .execute()
    await tellSeats(tx, its, [side], null, '', 'case.limitation_near')
  }
}
