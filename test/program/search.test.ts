import { expect, test } from 'vitest'
import { orgId } from '~db/seeds/people'
import { search } from '~/program/search.server'
import { listWaiting } from '~/program/waiting.server'
import { anActor, as } from '../support/actors'
import { aMarket } from '../support/database'

const { app } = await aMarket()

const found = async (who: string, words: string) => {
  const actor = anActor(who)
  return search(as(app.pool, actor), actor, words)
}

test.each(['办公', 'WPS', 'wps office', 'ＷＰＳ'])('%s finds the office suite', async (words) => {
  const hits = await found('buyer', words)
  expect(hits.some(({ kind }) => kind === 'product')).toBe(true)
})

test('an enterprise finds no organization, an officer finds all, a liaison those of the own agency', async () => {
  expect(await found('buyer', '海曲精和')).toEqual([])
  expect((await found('officer', '海曲精和')).map(({ id }) => id)).toContain(orgId('jinghe'))
  expect((await found('liaison', '蓝图建筑')).map(({ id }) => id)).not.toContain(orgId('lantu'))
})

test('wild cards are words like others, and nothing is found for nothing', async () => {
  expect(await found('officer', '%')).toEqual([])
  expect(await found('officer', '   ')).toEqual([])
})

test.each([
  'buyer',
  'assetManager',
  'approver',
  'yunfanRep',
  'mediator',
  'registrar',
  'officer',
  'auditor',
  'liaison',
  'inspector',
  'opener2',
])('what waits for %s is one statement that runs under their own rights', async (who) => {
  const actor = anActor(who)
  expect(Array.isArray(await listWaiting(as(app.pool, actor), actor))).toBe(true)
})

test('an officer sees how many organizations wait for verification', async () => {
  const officer = anActor('officer')
  expect(await listWaiting(as(app.pool, officer), officer)).toContainEqual(
    expect.objectContaining({ kind: 'verifications', count: 1 }),
  )
})
