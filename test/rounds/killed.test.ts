import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { pledgeForm } from '~/rounds/form'
import { findPledge } from '~/rounds/pledges/queries.server'
import { askApproval, termsHashOf } from '~/rounds/pledges/sign.server'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'
import { roundsOf } from '../support/rounds'
import { postedOf } from '../support/sealing'

const database = await aDatabase()
const { owner } = database
const { aPair, aPublishedRound } = roundsOf(database)
const { lotId } = await aPublishedRound()
const { buyer, approver } = await aPair()
const typed = pledgeForm.parse({ quantity: '40', stretchQuantity: '5', ceiling: '900.00' })
const { values, sealed } = await postedOf(buyer, lotId, typed)
const form = { quantity: '40', stretchQuantity: '5', pledge: values.pledge, sealed: sealed!.envelope }

function inChild(by: Someone, wish: object, stopAt?: string) {
  const { organizationId, personId, roles } = by.actor
  const identity = { organizationId, personId, roles, actorKind: 'enterprise', requestId: null }
  const given = [database.as('muster_app'), identity, wish].map((part) => JSON.stringify(part))
  return fork('test/support/pledge-in-child.ts', stopAt ? [...given, stopAt] : given, {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

async function killed(by: Someone, wish: object, stopAt: string) {
  const child = inChild(by, wish, stopAt)
  const [said] = await once(child, 'message')
  expect(said).toBe('standing')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function finished(by: Someone, wish: object) {
  const child = inChild(by, wish)
  expect((await once(child, 'message'))[0]).toBe('done')
  await once(child, 'exit')
}

/** Every fact that a pledge leaves. */
async function facts() {
  const { rows } = await owner.pool.query(
    `select (select coalesce(jsonb_agg(jsonb_build_array(state, version, quantity, reserved::text)), '[]') from pledges) as pledges,
       (select count(*)::int from pledge_versions) as versions, (select sum(delta)::int from pledge_deltas) as volume,
       (select coalesce(jsonb_agg(state), '[]') from sealed_items where pledge_id is not null) as sealed, (select count(*)::int from events) as events,
       (select count(*)::int from outbox) as outbox, (select count(*)::int from notifications) as notices`,
  )
  return rows[0]
}

const untouched = await facts()

test.each([
  ['the ceiling is sealed', '^insert into "sealed_items"'],
  ['the draft is written', 'insert into pledges'],
  ['its version is written', '^insert into "pledge_versions"'],
  ['all is done but not yet committed', '^commit$'],
])('a process killed while it saves a pledge, when %s, leaves no half fact', async (_, stopAt) => {
  await killed(buyer, { lotId, form }, stopAt)
  expect(await facts()).toEqual(untouched)
})

test('whoever comes after saves the pledge, once', async () => {
  await finished(buyer, { lotId, form })
  expect(await facts()).toMatchObject({
    pledges: [['draft', 1, 40, '0']],
    versions: 1,
    sealed: ['waiting'],
  })
})

test('killed while it signs, the pledge stays unsigned and uncounted; signed again it counts once', async () => {
  const { id } = await owner.db.selectFrom('pledges').select('id').executeTakeFirstOrThrow()
  await buyer.db.transaction().execute((tx) => askApproval(tx, buyer.actor, id))
  const pledge = (await findPledge(approver.db, approver.actor, id))!
  const hash = (await termsHashOf(approver.db, pledge)).toString('hex')
  const asked = await facts()
  for (const stopAt of ['update pledges p set state', 'update "sealed_items"', '^commit$']) {
    await killed(approver, { pledgeId: id, hash }, stopAt)
    expect(await facts()).toEqual(asked)
  }
  await finished(approver, { pledgeId: id, hash })
  expect(await facts()).toMatchObject({
    pledges: [['active', 1, 40, String(45n * 100_000n)]],
    volume: 40,
    sealed: ['current'],
  })
})
