import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { dayOf } from '~/kernel/workdays'
import { notifyAgencies } from '~/people/notify.server'
import { emptyChannels } from '../erasing.server'
import { tellSeats } from '../telling.server'

type Tx = Kysely<Database>

/** What the clock does about matters, whatever was missed while it stood still done once; no event tells of any of it. */
export const matterMoves = [
  { name: 'mediation.remind-complaints', run: remindHeads },
  { name: 'mediation.expire-complaints', run: expireComplaints },
  { name: 'mediation.destroy-matters', run: destroyMatters },
]

const open = (tx: Tx) =>
  tx
    .selectFrom('bodyMatters as matter')
    .where('matter.closedAt', 'is', null)
    .where('matter.expiredAt', 'is', null)
    .limit(100)
    .forUpdate('matter')
    .skipLocked()

/** Two working days are left: whoever heads the body is reminded. One whose day is over needs no reminder any more. */
async function remindHeads(tx: Tx, now: Date) {
  const near = await open(tx)
    .where('matter.remindAt', '<=', now)
    .where('matter.dueAt', '>', now)
    .select('matter.id')
    .execute()
  for (const { id } of near) {
    await tx.updateTable('bodyMatters').set({ remindAt: null }).where('id', '=', id).execute()
    await sql`select notify_heads(${id}::uuid, 'body.complaint_due')`.execute(tx)
  }
}

/**
 * A complaint that nobody has answered in time: its head is told and the side that complained, and above the body the office,
 * by the body's name alone. Nobody moves; the complaint stays to be answered.
 */
async function expireComplaints(tx: Tx, now: Date) {
  const over = await open(tx)
    .innerJoin('cases', 'cases.id', 'matter.caseId')
    .innerJoin('organizations as body', 'body.id', 'matter.bodyId')
    .where('matter.dueAt', '<=', now)
    .select(['matter.id', 'matter.side', 'matter.bodyId', 'matter.caseId', 'cases.number'])
    .select(['body.name', 'body.nameEn'])
    .execute()
  for (const { id, side, bodyId, caseId, number, name, nameEn } of over) {
    await tx.updateTable('bodyMatters').set({ expiredAt: now }).where('id', '=', id).execute()
    await sql`select notify_heads(${id}::uuid, 'body.complaint_overdue')`.execute(tx)
    await tellSeats(tx, { id: caseId!, number, bodyId }, [side!], null, '/complaints')
    await notifyAgencies(tx, ['officer'], {
      kind: 'office.complaint_overdue',
      href: `/mediators?body=${bodyId}`,
      facts: { body: name, bodyEn: nameEn ?? name },
    })
  }
}

/** So many days after its end (`matter_days`) no word of a matter is left: keys, talk, text, summary and that there was one. */
async function destroyMatters(tx: Tx, now: Date) {
  const over = await tx
    .selectFrom('bodyMatters')
    .where('eraseOn', '<=', dayOf(now))
    .select('channelId')
    .orderBy('eraseOn')
    .limit(100)
    .forUpdate()
    .skipLocked()
    .execute()
  const ids = over.map(({ channelId }) => channelId)
  if (ids.length === 0) return
  await tx
    .updateTable('channels')
    .set({ wrappedKey: Buffer.alloc(0), destroyedAt: sql<Date>`clock_timestamp()` })
    .where('id', 'in', ids)
    .execute()
  await emptyChannels(tx, ids)
}
