import { expect, test } from 'vitest'
import { basePackData } from '~/compliance/packs/base'
import { recognizeNext } from '~/compliance/packs/run.server'
import { findOutcome, listPacks, listRuns } from '~/compliance/packs/queries.server'
import { labeledMachines } from '~/compliance/recognition/labeled.server'
import { loadPack } from '~/compliance/recognition/load'
import { score } from '~/compliance/recognition/score'
import { earlierFigures, earlierPack } from '~db/seeds/earlier-pack'
import { aMarket } from '../support/database'

const { owner, worker } = await aMarket()

test('the figures of the pack in use are those that it is measured with', async () => {
  const machines = await labeledMachines('test/samples/recognition/')
  expect(earlierFigures).toEqual(JSON.parse(JSON.stringify(score(loadPack(earlierPack), machines))))
})

test('a newer pack waits for an officer, and the worker works out what it would change', async () => {
  const packs = await listPacks(owner.db)
  expect(packs.map(({ version, state }) => [version, state])).toEqual([
    [basePackData.version, 'loaded'],
    [earlierPack.version, 'active'],
  ])
  while (await recognizeNext(worker.db));
  const outcome = (await findOutcome(owner.db, await listRuns(owner.db, packs[0]!.id)))!
  expect(outcome.differences).toMatchObject([
    { title: 'WinRAR', toProduct: 'winrar', computers: 8, organizations: 1 },
  ])
  expect(outcome.effects).toMatchObject([{ product: 'winrar', installedBefore: 0 }])
})

test('a name that two enterprises confirmed alike is offered to all', async () => {
  const common = await owner.db
    .selectFrom('recognitionAliases')
    .select(['title', 'state', 'class'])
    .where('orgId', 'is', null)
    .execute()
  expect(common).toMatchObject([{ state: 'offered', class: 'component' }])
})
