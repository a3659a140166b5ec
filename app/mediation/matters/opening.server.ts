import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import { refuse } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { freshId } from '~/people/commands.server'
import { freshChannelKey } from '../channels/cipher.server'
import { type Side, sideIn } from '../channels/kinds'
import { begin, reminderAt } from '../deadlines'
import { findRules } from '../deadlines.server'
import { findCase } from '../queries.server'
import { ruleOfPeriod } from '../quoted-rule'
import { freshMatterKey, sealPart } from './cipher.server'
import type { Complaint, Workload } from './form'

type Tx = Kysely<Database>
type Term = { rule: string; dueAt: Date; remindAt: Date | null }
type About = {
  bodyId: string
  mediatorId: string
  text: string
  complains?: { caseId: string; side: Side } & Term
}

// No event tells of a matter: a trail would show who complained, and that somebody did.

/**
 * A side complains of who mediates its case, or did. Read by the body's head and the mediator; the head answers in time. Refuses: case-unknown,
 * complained-of-whom, complaint-open.
 */
export async function complain(tx: Tx, caseId: string, { mediatorId, text }: Complaint, now: Date) {
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles) ?? refuse('case-unknown')
  await open(tx, {
    bodyId: its.bodyId,
    mediatorId,
    text,
    complains: { caseId, side, ...(await termOf(tx, caseId, now)) },
  })
}

/** The side takes its complaint back. Refuses: matter-unknown, matter-closed. */
export async function withdrawComplaint(tx: Tx, complaintId: string, reason: string) {
  const matter = await tx
    .selectFrom('bodyMatters')
    .where('id', '=', complaintId)
    .select(['id', 'bodyId', 'wrappedKey'])
    .executeTakeFirst()
  const sealed = matter && reason ? sealPart(matter, 'reason', reason) : null
  await sql`select withdraw_matter(${complaintId}::uuid, ${sealed})`.execute(tx)
}

/** By when the head answers, by the rules of the case, and when the head is reminded. */
async function termOf(tx: Tx, caseId: string, now: Date): Promise<Term> {
  const [{ complaint: its }, calendar] = [await findRules(tx, caseId), await loadCalendar(tx)]
  const startedOn = dayOf(now)
  const { dueAt } = begin(its, startedOn, calendar)
  return {
    rule: ruleOfPeriod({ key: 'complaint', ...its, dueAt }),
    dueAt,
    remindAt: reminderAt('complaint', { startedOn, dueAt }, calendar, 0),
  }
}

/** The head asks a mediator about their work, or a mediator the head. Refuses: matter-unknown. */
export const raiseWorkload = (tx: Tx, actor: Actor, bodyId: string, { mediatorId, text }: Workload) =>
  open(tx, { bodyId, mediatorId: mediatorId ?? actor.personId, text })

async function open(tx: Tx, { bodyId, mediatorId, text, complains }: About): Promise<number> {
  const id = await freshId(tx)
  const { rows } = await sql<{ no: number }>`select fresh_matter_no(${bodyId}::uuid) as no`.execute(tx)
  const { no } = rows[0]!
  const channelKey = freshChannelKey({ caseId: null, bodyId, kind: 'body', no })
  const matter = { id, bodyId, wrappedKey: freshMatterKey({ id, bodyId }) }
  await sql`select open_matter(${id}::uuid, ${bodyId}::uuid, ${no}, ${mediatorId}::uuid, ${channelKey}, ${matter.wrappedKey},
    ${sealPart(matter, 'text', text)}, ${complains?.caseId ?? null}::uuid, ${complains?.side ?? null},
    ${complains?.rule ?? null}, ${complains?.dueAt ?? null}, ${complains?.remindAt ?? null})`.execute(tx)
  return no
}
