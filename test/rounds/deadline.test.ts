import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { volumesOf, foldDeltas } from '~/rounds/pledges/figures.server'
import { freezeRound } from '~/rounds/pledges/freeze.server'
import { findPledge } from '~/rounds/pledges/queries.server'
import { askApproval, signPledge, termsHashOf } from '~/rounds/pledges/sign.server'
import { actingAs } from '~db/tenant'
import { connect } from '../../db/database.ts'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'
import { roundsOf } from '../support/rounds'

const database = await aDatabase()
const { owner, as, name } = database
// As many connections as there are who sign at once.
const { pool } = connect(as('muster_app'), { max: 16, applicationName: name, queueing: 30_000 })
afterAll(() => pool.end())
const { aPair, aPublishedRound, clock, save, sign } = roundsOf(database)

/** A pledge that waits for nothing but its signature. */
async function ready(lotId: string, quantity: number, pair?: Awaited<ReturnType<typeof aPair>>) {
  const { buyer, approver } = pair ?? (await aPair())
  const id = await save(buyer, lotId, { quantity })
  await buyer.db.transaction().execute((tx) => askApproval(tx, buyer.actor, id))
  return { id, approver, quantity }
}

/** Over a connection of its own. */
function signAlone(someone: Someone, pledgeId: string) {
  const db = actingAs(pool, {
    organizationId: someone.orgId,
    personId: someone.personId,
    roles: ['approver'],
    actorKind: 'enterprise',
    requestId: null,
  })
  return sign({ ...someone, db }, pledgeId)
}

const close = (roundId: string, milliseconds: number) =>
  sql`update rounds set questions_close_at = clock_timestamp() - interval '1 hour',
      pledges_close_at = clock_timestamp() + make_interval(secs => ${milliseconds / 1000}) where id = ${roundId}`.execute(
    owner.db,
  )

async function until(fact: () => Promise<boolean>) {
  while (!(await fact())) await new Promise((resolve) => setTimeout(resolve, 5))
}

const isOver = async (roundId: string) => {
  const { rows } = await sql<{ over: boolean }>`
    select clock_timestamp() > pledges_close_at as over from rounds where id = ${roundId}`.execute(owner.db)
  return rows[0]!.over
}
const freeze = (roundId: string) => clock.db.transaction().execute((tx) => freezeRound(tx, roundId))
const stateOf = async (roundId: string) =>
  (await owner.db.selectFrom('rounds').select('state').where('id', '=', roundId).executeTakeFirstOrThrow())
    .state
const someoneWaits = async () =>
  (
    await owner.pool.query(`select from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where not l.granted and a.datname = current_database()`)
  ).rows.length > 0

test('of fifty pledges around the deadline the acknowledged are counted, the late are told the time, and the sums agree', async () => {
  const { roundId, lotId } = await aPublishedRound()
  const pledges: Awaited<ReturnType<typeof ready>>[] = []
  for (let n = 1; n <= 50; n += 1) pledges.push(await ready(lotId, n))
  const [early, around, late] = [pledges.slice(0, 10), pledges.slice(10, 40), pledges.slice(40)]
  const signed = (some: typeof pledges) =>
    Promise.allSettled(some.map(async ({ id, approver }) => (await sign(approver, id), id)))

  const outcomes = await signed(early)
  await close(roundId, 120)
  const racing = signed(around)
  await until(async () => {
    await freeze(roundId)
    await foldDeltas(clock.db)
    return (await stateOf(roundId)) === 'frozen'
  })
  outcomes.push(...(await racing), ...(await signed(late)))

  const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(acknowledged.length).toBeGreaterThanOrEqual(10)
  expect(refused.length).toBeGreaterThanOrEqual(10)
  for (const refusal of refused) {
    expect(refusal).toMatchObject({ code: 'pledges-closed' })
    expect(refusal.facts.at >= refusal.facts.closedAt).toBe(true)
  }
  const frozen = await owner.db
    .selectFrom('pledges')
    .select(['id', 'quantity', 'signedAt'])
    .where('lotId', '=', lotId)
    .where('state', '=', 'frozen')
    .execute()
  expect(frozen.map(({ id }) => id).toSorted()).toEqual(acknowledged.toSorted())
  const total = frozen.reduce((sum, { quantity }) => sum + quantity, 0)
  expect((await volumesOf(clock.db, roundId))[0]!.quantity).toBe(BigInt(total))
  const { pledgesCloseAt } = await owner.db
    .selectFrom('rounds')
    .select('pledgesCloseAt')
    .where('id', '=', roundId)
    .executeTakeFirstOrThrow()
  for (const { signedAt } of frozen) expect(signedAt! < pledgesCloseAt!).toBe(true)
})

test('sixteen sign while a round freezes: 25 times out of 25 its total is that of the acknowledged', async () => {
  const pairs: Awaited<ReturnType<typeof aPair>>[] = []
  for (let n = 0; n < 16; n += 1) pairs.push(await aPair())
  const turns: { exact: boolean; signed: number }[] = []
  let lead = 100
  for (let turn = 0; turn < 25; turn += 1) {
    const { roundId, lotId } = await aPublishedRound(undefined, { sealing: 'platform' })
    const pledges = await Promise.all(pairs.map((pair, n) => ready(lotId, 2 ** n, pair)))
    await close(roundId, lead)
    const signing = Promise.allSettled(
      pledges.map(async ({ id, approver, quantity }) => (await signAlone(approver, id), quantity)),
    )
    await until(async () => {
      await freeze(roundId)
      await foldDeltas(clock.db)
      return (await stateOf(roundId)) !== 'published'
    })
    const atFreeze = (await volumesOf(clock.db, roundId))[0]!.quantity
    const acknowledged = (await signing).flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    )
    // Of the next round's some are to come in time and some too late, however fast the machine is.
    lead *= acknowledged.length === 16 ? 0.75 : acknowledged.length === 0 ? 1.5 : 1
    const total = acknowledged.reduce((sum, quantity) => sum + quantity, 0)
    turns.push({ exact: atFreeze === BigInt(total), signed: acknowledged.length })
  }
  expect(turns.filter(({ exact }) => exact)).toHaveLength(25)
  // It was about something: in some of the rounds a part of them came too late.
  expect(turns.some(({ signed }) => signed > 0 && signed < 16)).toBe(true)
})

test('a pledge let in before the deadline is counted though it commits after it: the freeze waits', async () => {
  const { roundId, lotId } = await aPublishedRound()
  const { id, approver } = await ready(lotId, 7)
  await close(roundId, 400)
  let commit = () => {}
  const held = new Promise<void>((resolve) => (commit = resolve))
  let wrote = () => {}
  const written = new Promise<void>((resolve) => (wrote = resolve))
  const slow = approver.db.transaction().execute(async (tx) => {
    const pledge = (await findPledge(tx, approver.actor, id))!
    await signPledge(tx, approver.actor, id, (await termsHashOf(tx, pledge)).toString('hex'))
    wrote()
    await held
  })
  await written
  await until(() => isOver(roundId))
  const freezing = freeze(roundId)
  await until(someoneWaits)
  expect(await stateOf(roundId)).toBe('published')
  commit()
  await Promise.all([slow, freezing])
  expect(
    await owner.db.selectFrom('pledges').select('state').where('id', '=', id).executeTakeFirst(),
  ).toEqual({
    state: 'frozen',
  })
})

test('whoever waited for the lock until after the deadline is late: the clock is read when the lock is held', async () => {
  const { roundId, lotId } = await aPublishedRound()
  const { id, approver } = await ready(lotId, 7)
  await close(roundId, 300)
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  let locked = () => {}
  const lock = new Promise<void>((resolve) => (locked = resolve))
  const holder = owner.db.transaction().execute(async (tx) => {
    await sql`select from rounds where id = ${roundId} for update`.execute(tx)
    locked()
    await held
  })
  await lock
  const waiting = sign(approver, id).catch((error: unknown) => error)
  await until(someoneWaits)
  await until(() => isOver(roundId))
  release()
  await holder
  expect(await waiting).toMatchObject({ code: 'pledges-closed' })
  expect(await volumesOf(clock.db, roundId)).toMatchObject([{ quantity: 0n }])
})
