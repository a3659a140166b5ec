import { expect, test } from 'vitest'
import { roundId } from '~db/seeds/rounds'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('two openers did not come: three vendors are asked for their frames, one has shown what it had sealed', async () => {
  const asked = await owner.db
    .selectFrom('askedFrames')
    .select(['cause', 'shownAt', 'dueAt'])
    .where('roundId', '=', roundId('illustrator-1'))
    .execute()
  expect(asked.map(({ cause }) => cause)).toEqual(Array(3).fill('openers-missing'))
  expect(asked.filter(({ shownAt }) => shownAt !== null)).toHaveLength(1)
  for (const { dueAt } of asked) expect(dueAt > new Date()).toBe(true)
})

test('an addendum named another key, and what was sealed since is sealed to it; a vendor takes less for both lots', async () => {
  const id = roundId('diagrams-2')
  const { changes } = await owner.db
    .selectFrom('addenda')
    .select('changes')
    .where('roundId', '=', id)
    .executeTakeFirstOrThrow()
  const [key] = changes as unknown as { path: string; from: string; to: string }[]
  const { recipient } = await owner.db
    .selectFrom('openerKeys')
    .select('recipient')
    .where('roundId', '=', id)
    .where('no', '=', 3)
    .executeTakeFirstOrThrow()
  expect(key).toMatchObject({ path: 'opener.3', to: recipient })
  expect(key!.from).not.toBe(recipient)
  const items = await owner.db
    .selectFrom('sealedItems')
    .innerJoin('rounds', 'rounds.id', 'sealedItems.roundId')
    .select(['kind', 'receivedAt', 'keysChangedAt'])
    .where('roundId', '=', id)
    .where('sealedItems.state', '=', 'current')
    .where('kind', '<>', 'seed')
    .execute()
  expect(items.map(({ kind }) => kind).toSorted()).toEqual([
    'bundle',
    'price',
    'price',
    'technical',
    'technical',
  ])
  for (const { receivedAt, keysChangedAt } of items) expect(receivedAt > keysChangedAt!).toBe(true)
})
