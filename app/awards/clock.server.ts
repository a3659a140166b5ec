import { type Kysely, sql } from 'kysely'
import { record } from '~/kernel/events.server'
import type { Database } from '~db/schema'
import { dropUncured } from './challenges/uncured.server'
import { answerOverdue, endUnsigned } from './joins/overdue.server'
import { tellUnanswered } from './watches/decide.server'
import { tellOverdue } from './prices/overdue.server'

type Tx = Kysely<Database>

/** What this room does without being asked, each at its deadline by the database's clock. */
export const clockMoves = [
  { name: 'awards.inquiries', run: tellOverdue },
  { name: 'awards.challenges', run: dropUncured },
  { name: 'awards.confirm', run: confirmDue },
  { name: 'awards.joins', run: answerOverdue },
  { name: 'awards.unsigned_joins', run: endUnsigned },
  { name: 'awards.watches', run: tellUnanswered },
  { name: 'awards.conclude', run: concludeDue },
]

/** Standstills that are over, with no challenge open: the award binds. */
async function confirmDue(tx: Tx, now: Date) {
  const due = await tx
    .selectFrom('rounds')
    .select('id')
    .where('state', '=', 'decided')
    .where('standstillEndsAt', '<=', now)
    .orderBy('standstillEndsAt')
    .limit(20)
    .execute()
  for (const { id } of due) await confirmAward(tx, id)
}

/** Serves and clears the pledges, and says so once: orders follow from `award.confirmed`. */
async function confirmAward(tx: Tx, roundId: string) {
  const { rows: confirmed } = await sql<{ runId: string }>`
    update rounds r set state = 'confirmed', confirmed_at = clock_timestamp(),
      late_join_until = clock_timestamp() + make_interval(days => (t.body ->> 'lateJoinDays')::int)
    from round_terms t, award_runs a
    where r.id = ${roundId} and r.state = 'decided' and r.standstill_ends_at <= clock_timestamp()
      and t.round_id = r.id and t.version = r.terms_version and a.round_id = r.id and a.state = 'adopted'
      and not exists (select from challenges c where c.round_id = r.id and c.state in ('filed', 'admitted', 'returned'))
    returning a.id as run_id`.execute(tx)
  const runId = confirmed[0]?.runId
  if (!runId) return
  await clearPledges(tx, roundId, runId)
  const { rows } = await sql<{ awards: string[]; pledges: string[]; quantities: number[]; prices: string[] }>`
    select coalesce(array_agg(s.award_id order by s.pledge_id), '{}') as awards,
           coalesce(array_agg(s.pledge_id order by s.pledge_id), '{}') as pledges,
           coalesce(array_agg(s.quantity order by s.pledge_id), '{}') as quantities,
           coalesce(array_agg(s.unit_price::text order by s.pledge_id), '{}') as prices
    from allocations s join awards a on a.id = s.award_id where a.run_id = ${runId}`.execute(tx)
  await record(tx, 'award.confirmed', runId, { run: runId, round: roundId, ...rows[0]! }, { round: roundId })
}

/** Frozen pledges are served at their price or not at all; each is told on its enterprise's trail. */
async function clearPledges(tx: Tx, roundId: string, runId: string) {
  await sql`
    with cleared as (
      update pledges p set state = case when s.pledge_id is null then 'unserved' else 'served' end,
        reserved = coalesce(s.quantity * s.unit_price, 0)
      from pledges old left join (
        select s.pledge_id, s.quantity, s.unit_price from allocations s join awards a on a.id = s.award_id
        where a.run_id = ${runId}) s on s.pledge_id = old.id
      where p.id = old.id and old.round_id = ${roundId} and old.state = 'frozen'
      returning p.id, p.org_id, p.lot_id, s.pledge_id is not null as served
    ), told as (
      select id, org_id, record_event('pledge.cleared', id,
        jsonb_build_object('pledge', id, 'lot', lot_id, 'organization', org_id, 'served', served), org_id, ${roundId}::uuid) as event
      from cleared
    )
    select notify_roles(org_id, array['buyer', 'approver'], 'award.confirmed', '{}'::jsonb, '/rounds/' || ${roundId}::text || '/award', event)
    from told`.execute(tx)
}

/** Rounds whose time for late joins is over, and that wait for no vendor's answer: their saving is final. */
async function concludeDue(tx: Tx, now: Date) {
  const { rows } = await sql<{ id: string; saving: string }>`
    update rounds r set state = 'concluded'
    from award_runs a where a.round_id = r.id and a.state = 'adopted' and r.state = 'confirmed' and r.late_join_until <= ${now}
      and not exists (select from late_joins j join awards w on w.id = j.award_id where w.run_id = a.id and j.state = 'approved')
    returning r.id, coalesce(a.objective, 0)::text as saving`.execute(tx)
  for (const { id, saving } of rows)
    await record(tx, 'round.closed', id, { round: id, saving }, { round: id })
}
