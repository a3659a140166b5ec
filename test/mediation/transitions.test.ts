import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { CaseRole } from '~/mediation/channels/kinds'
import { deadlineRules } from '~/mediation/deadlines'
import { caseLifecycle, type CaseMove, type CaseState } from '~/mediation/lifecycle'
import type { Database } from '~db/schema'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'

const database = await aDatabase()
const { owner, app } = database
const disputes = disputesOf(database)

const names = Object.keys(caseLifecycle.moves) as CaseMove[]
const its = await disputes.aMediation()
const plainRegistrar = await disputes.someone('mediation_body', ['registrar'], its.orgId)
const guest = await disputes.aVendor()
const outsider = await disputes.aVendor()

/** One case in every state, all with the same seats; the states are set behind the lifecycle's back. */
beforeAll(async () => {
  await owner.pool.query('alter table cases disable trigger guard_states')
  const { rows } = await sql<{ id: string }>`
    insert into cases (number, type, claimant_id, respondent_id, body_id, state, previous_state, filed_at)
    select fresh_case_number(), type, claimant_id, respondent_id, body_id, s.state, 'mediation', now()
    from cases, unnest(${sql.val([...caseLifecycle.states])}::text[]) as s (state) where id = ${its.caseId}
    returning id`.execute(owner.db)
  await owner.pool.query('alter table cases enable trigger guard_states')
  for (const { id } of rows) {
    await sql`insert into case_seats (case_id, person_id, side, capacity)
      select ${id}, person_id, side, capacity from case_seats where case_id = ${its.caseId}`.execute(owner.db)
    await owner.db
      .insertInto('caseSeats')
      .values({ caseId: id, personId: guest.personId, side: 'respondent', capacity: 'guest' })
      .execute()
  }
  // Tries a move and takes it back, so that every try meets the same case.
  await owner.pool.query(`
    create function try_move(its uuid, move text) returns text language plpgsql as $$
    begin
      perform move_case(its, move);
      raise exception 'moved' using errcode = 'MU999';
    exception
      when sqlstate 'MU999' then return 'moved';
      when sqlstate 'MU100' then return sqlerrm;
    end $$`)
})

type Tried = { state: CaseState; move: CaseMove; answer: string }

async function tryAll(db: Kysely<Database>): Promise<Tried[]> {
  const { rows } = await sql<Tried>`
    select c.state, m.move, try_move(c.id, m.move) as answer
    from cases c, case_moves m where c.id <> ${its.caseId} order by 1, 2`.execute(db)
  return rows
}

const allowed = (state: CaseState, move: CaseMove, roles: readonly CaseRole[]) => {
  const { from, by } = caseLifecycle.moves[move]
  if (!(from as readonly string[]).includes(state)) return false
  if (move === 'back_to_negotiation') return false // agreed in the mediation, as a test below says
  if (roles.includes('guest')) return move === 'accept'
  return roles.some((role) => (by as readonly string[]).includes(role))
}

const movers = [
  ['claimant', its.claimant, ['claimant']],
  ['respondent', its.respondent, ['respondent']],
  ['mediator', its.mediator, ['mediator']],
  ['registrar', plainRegistrar, ['registrar']],
  ['head', its.registrar, ['registrar', 'head']],
  ['guest', guest, ['guest']],
  ['clock', disputes.clock, ['clock']],
] as const

test.each(movers)('in every state the %s makes exactly the moves of the table', async (_, who, roles) => {
  const tried = await tryAll(who.db)
  expect(tried).toHaveLength(caseLifecycle.states.length * names.length)
  const wrong = tried.filter(
    ({ state, move, answer }) => (answer === 'moved') !== allowed(state, move, roles),
  )
  expect(wrong).toEqual([])
})

test('whoever has no seat does not even find a case to move', async () => {
  expect(await tryAll(outsider.db)).toEqual([])
  await expect(sql`select move_case(${its.caseId}::uuid, 'end')`.execute(outsider.db)).rejects.toMatchObject({
    message: 'case-unknown',
  })
})

test('no request changes a state but by a move: the application has no right on the column', async () => {
  await expect(
    sql`update cases set state = 'closed_fulfilled' where id = ${its.caseId}`.execute(its.claimant.db),
  ).rejects.toThrow('permission denied')
  expect(app).toBeDefined()
})

test('once only: a case is resumed, extended and reopened no second time, and goes back only to where it came from', async () => {
  const again = async (
    state: CaseState,
    move: CaseMove,
    used: Record<string, unknown>,
    who = its.registrar,
  ) =>
    owner.db.transaction().execute(async (tx) => {
      await tx
        .updateTable('cases')
        .set(used)
        .where('state', '=', state)
        .where('id', '<>', its.caseId)
        .execute()
      const { id } = await tx
        .selectFrom('cases')
        .select('id')
        .where('state', '=', state)
        .where('id', '<>', its.caseId)
        .executeTakeFirstOrThrow()
      return { id, who, move }
    })
  for (const [state, move, used, who, code] of [
    ['breached', 'resume_mediation', { mediatedAgain: true }, its.claimant, 'mediated-again'],
    ['awaiting_response', 'extend', { extended: true }, its.registrar, 'extended-before'],
    ['closed_withdrawn', 'reopen_negotiation', { reopened: 1 }, its.registrar, 'reopened-before'],
    [
      'settlement_draft',
      'back_to_negotiation',
      { previousState: 'mediation' },
      its.claimant,
      'agreed-elsewhere',
    ],
  ] as const) {
    const { id } = await again(state, move, used)
    await expect(sql`select move_case(${id}::uuid, ${move})`.execute(who.db)).rejects.toMatchObject({
      message: code,
    })
  }
})

test('of two who move a case at once, one does and the other is told that it was done', async () => {
  const one = await disputes.aNegotiation()
  const moves = await Promise.allSettled(
    [one.claimant, one.respondent].map((side) =>
      sql`select move_case(${one.caseId}::uuid, 'ask_mediator')`.execute(side.db),
    ),
  )
  expect(moves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(moves.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { message: 'already-moved' },
  })
})

test('the moves and periods of the database are those of the rules', async () => {
  const rows = await owner.db.selectFrom('caseMoves').selectAll().execute()
  const table = Object.fromEntries(
    rows.map(({ move, fromStates, toState, movers: by }) => [
      move,
      { from: fromStates.toSorted(), to: toState, by: by.toSorted() },
    ]),
  )
  expect(table).toEqual(
    Object.fromEntries(
      names.map((name) => {
        const { from, to, by } = caseLifecycle.moves[name]
        return [name, { from: [...from].toSorted(), to, by: [...by].toSorted() }]
      }),
    ),
  )
  const periods = await owner.db
    .selectFrom('deadlineRules')
    .where('version', '=', 1)
    .where('caseType', '=', 'use')
    .where('bodyKind', '=', 'commercial')
    .select(['key', 'amount', 'unit', 'onExpiry'])
    .execute()
  expect(Object.fromEntries(periods.map(({ key, ...rule }) => [key, rule]))).toEqual(deadlineRules)
})
