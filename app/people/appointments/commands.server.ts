import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '../actor'
import { notifyMembers } from '../notify.server'
import { whyNotAppoint } from './appointing'
import type { AppointmentValues } from './form'
import { listUnits } from './queries.server'

type Tx = Kysely<Database>

/**
 * Asks a member unit to name its leader or liaison by a day, or keeps whom it named; who held the duty until then is kept
 * with the day. Refuses not-your-move, agency-unknown, appointment-due-past, appointed-already, not-of-unit.
 */
export async function keepAppointment(tx: Tx, actor: Actor, asked: AppointmentValues, now: Date) {
  refuseIf(is(actor, 'officer') ? null : 'not-your-move')
  // Two who name for one unit come one after the other.
  await tx.selectFrom('agencies').select('id').where('orgId', '=', asked.orgId).forUpdate().execute()
  const unit = (await listUnits(tx)).find(({ id }) => id === asked.orgId)
  if (!unit) return refuse('agency-unknown', { field: 'orgId' })
  const standing = unit[asked.duty] ?? undefined
  const today = dayOf(now)
  if (asked.move === 'ask') {
    refuseIf(asked.dueOn < today ? 'appointment-due-past' : null, { field: 'dueOn' })
    refuseIf(standing?.personId ? 'appointed-already' : null)
    await open(tx, asked, { dueOn: asked.dueOn, personId: null, since: null })
    const event = await record(
      tx,
      'appointment.asked',
      asked.orgId,
      { duty: asked.duty },
      { org: asked.orgId },
    )
    await notifyMembers(tx, asked.orgId, ['leader', 'liaison'], {
      kind: 'appointment.asked',
      href: '/organization/members',
      facts: { due: asked.dueOn },
      event,
    })
    return
  }
  refuseIf(whyNotAppoint(asked.personId, unit[`${asked.duty}s`], standing), { field: 'personId' })
  await open(tx, asked, { dueOn: standing?.dueOn ?? today, personId: asked.personId, since: today })
  await record(tx, 'appointment.named', asked.orgId, { duty: asked.duty }, { org: asked.orgId })
}

type Opened = { dueOn: string; personId: string | null; since: string | null }

/** Ends what stood if someone held it, fills it if nobody did. */
async function open(tx: Tx, { orgId, duty }: AppointmentValues, opened: Opened) {
  const standing = tx
    .updateTable('appointments')
    .where('orgId', '=', orgId)
    .where('duty', '=', duty)
    .where('until', 'is', null)
  const filled = await standing.where('personId', 'is', null).set(opened).returning('id').executeTakeFirst()
  if (filled) return
  if (opened.since) await standing.set({ until: opened.since }).execute()
  await tx
    .insertInto('appointments')
    .values({ orgId, duty, ...opened })
    .execute()
}
