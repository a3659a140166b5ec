import { expect, test } from 'vitest'
import { weigh, type Saying } from '~/compliance/aliases/weighing'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import * as list from '~/compliance/packs/pages/packs'
import { decideEntry, undoDecision } from '~/compliance/queue/decide.server'
import { react } from '~/jobs.server'
import { listWaiting } from '~/program/waiting.server'
import { aDatabase } from '../support/database'
import { aProduct, type Product } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone, clock, anOfficer } = peopleOf(database)
servePages(app.pool)
const finance = await aProduct(database, {
  category: 'other',
  editions: ['standard', 'pro'],
  releases: ['12', '13'],
})
const officer = await anOfficer()

const said = (facts: Partial<Saying> = {}): Saying => ({
  class: 'licensable',
  productId: 'p',
  editionId: 'e',
  releaseId: null,
  ...facts,
})

test('two alike and none otherwise are offered; a difference in edition or class is a contradiction, silence about it is none', () => {
  expect(weigh([said()], [])).toBeNull()
  expect(weigh([said(), said()], [])).toEqual({ move: 'offer', saying: said() })
  expect(weigh([said(), said(), said({ productId: 'q' })], [])).toBeNull()
  expect(weigh([said(), said(), said({ editionId: null })], [])).toMatchObject({ move: 'offer' })
  expect(weigh([said(), said({ editionId: null })], [])).toBeNull()
  expect(weigh([said(), said()], [{ ...said(), state: 'refused' }])).toBeNull()
  expect(weigh([said(), said({ editionId: 'f' })], [{ ...said(), state: 'active' }])).toEqual({
    move: 'freeze',
  })
  expect(weigh([said()], [{ ...said(), state: 'offered' }])).toEqual({ move: 'withdraw' })
  expect(weigh([said()], [{ ...said(), state: 'active' }])).toBeNull()
  expect(weigh([said({ class: 'component', productId: null })], [{ ...said(), state: 'frozen' }])).toBeNull()
})

const act = <T>(
  { db }: Someone,
  work: (tx: Parameters<Parameters<ReturnType<typeof db.transaction>['execute']>[0]>[0]) => Promise<T>,
) => db.transaction().execute(work)

/** Someone whose organization has a list with this title. */
async function aManager(title: string): Promise<Someone> {
  const manager = await someone('enterprise', ['asset_manager'])
  const software = [{ name: `${title} 12.3`, version: '12.3', publisher: '示例软件有限公司' }]
  const bytes = Buffer.from(
    JSON.stringify({ deviceid: 'PC-1', content: { hardware: { name: 'PC-1' }, softwares: software } }),
  )
  const id = await act(manager, (tx) => receiveInventory(tx, manager.actor, { name: 'PC-1.json', bytes }))
  while (await readNextImport(clock.db));
  await act(manager, (tx) => mapImport(tx, manager.actor, id, []))
  while (await acceptNextImport(clock.db));
  return manager
}

const entryOf = ({ db }: Someone) =>
  db.selectFrom('queueEntries').select(['id', 'state', 'aliasId']).executeTakeFirstOrThrow()
async function decide(manager: Someone, product: Product, edition = 'standard') {
  const { id } = await entryOf(manager)
  await act(manager, (tx) =>
    decideEntry(tx, manager.actor, {
      entryId: id,
      productId: product.id,
      editionId: product.edition[edition]!,
      releaseId: null,
      class: 'licensable',
    }),
  )
  await follow()
}
const undo = async (manager: Someone) => {
  const { id } = await entryOf(manager)
  await act(manager, (tx) => undoDecision(tx, manager.actor, id))
  await follow()
}

/** What the worker does with the events that wait. */
async function follow() {
  const rows = await owner.db
    .selectFrom('outbox')
    .selectAll()
    .where('kind', 'like', 'recognition.alias%')
    .orderBy('id')
    .execute()
  for (const { eventId, kind } of rows) await react(worker.db, { event: eventId, kind, name: 'weigh alias' })
  await owner.db.deleteFrom('outbox').execute()
}
const commonOf = (title: string) =>
  owner.db
    .selectFrom('recognitionAliases')
    .select(['id', 'state'])
    .where('orgId', 'is', null)
    .where('title', '=', title)
    .orderBy('id', 'desc')
    .executeTakeFirst()
const installedOf = async ({ db }: Someone) =>
  (
    await db
      .selectFrom('installations')
      .select('id')
      .where('removedOn', 'is', null)
      .where('productId', '=', finance.id)
      .execute()
  ).length
async function move(who: Someone, aliasId: string, form: Record<string, string>) {
  const cookie = await cookieFor(worker.db, who)
  return visit(list.action, { cookie, form: { aliasId, ...form } })
}

test('what two organizations confirmed alike is offered, waits for an officer, and once released is heard by all', async () => {
  const title = 'Ledger Master 财务大师'
  const [one, two, third] = [await aManager(title), await aManager(title), await aManager(title)]
  await decide(one, finance)
  expect(await commonOf(title)).toBeUndefined()
  await decide(two, finance)
  const offer = (await commonOf(title))!
  expect(offer.state).toBe('offered')
  expect(await installedOf(third)).toBe(0)
  expect((await listWaiting(officer.db, officer.actor)).find(({ kind }) => kind === 'aliases')).toMatchObject(
    { count: 1 },
  )

  const { data } = (await visit(list.loader, { cookie: await cookieFor(worker.db, officer) })) as {
    data: Awaited<ReturnType<typeof list.loader>>
  }
  expect(data.aliases).toMatchObject([
    { title, backing: 2, against: 0, enterprises: 3, waiting: 1, computers: 3 },
  ])
  expect((await move(await someone('agency', ['auditor']), offer.id, { move: 'accept' })).status).toBe(403)
  expect((await move(officer, offer.id, { move: 'accept' })).status).toBe(302)
  expect((await commonOf(title))!.state).toBe('active')
  expect([await installedOf(third), (await entryOf(third)).state]).toEqual([1, 'decided'])
  expect(await trailOf(owner.db, offer.id)).toEqual([
    'recognition.alias_offered',
    'recognition.alias_released',
    'recognition.alias_applied',
  ])
  expect((await move(officer, offer.id, { move: 'accept' })).status).toBe(422)

  // A list that comes later is recognized by it at once.
  const late = await aManager(title)
  expect(await installedOf(late)).toBe(1)
})

test('who contradicts freezes it; the office takes it back, and what only it had found is not installed any more', async () => {
  const title = 'Ledger Master 出纳'
  const [one, two, third, fourth] = [
    await aManager(title),
    await aManager(title),
    await aManager(title),
    await aManager(title),
  ]
  await decide(one, finance)
  await decide(two, finance)
  const { id } = (await commonOf(title))!
  await move(officer, id, { move: 'accept' })
  expect(await installedOf(fourth)).toBe(1)

  // The third one leaves the release, and says otherwise.
  await undo(third)
  expect((await commonOf(title))!.state).toBe('active')
  await decide(third, finance, 'pro')
  expect((await commonOf(title))!.state).toBe('frozen')
  const { data } = (await visit(list.loader, { cookie: await cookieFor(worker.db, officer) })) as {
    data: Awaited<ReturnType<typeof list.loader>>
  }
  expect(data.contradictions).toMatchObject([{ aliasId: id, organizations: 1 }])
  expect((await listWaiting(officer.db, officer.actor)).find(({ kind }) => kind === 'aliases')).toBeDefined()

  expect((await move(officer, id, { move: 'reoffer', reason: '两家以上一致' })).status).toBe(302)
  expect((await move(officer, id, { move: 'refuse', reason: '' })).status).toBe(422)
  expect((await move(officer, id, { move: 'refuse', reason: '版别因单位而异' })).status).toBe(302)
  expect([await installedOf(fourth), (await entryOf(fourth)).state]).toEqual([0, 'open'])
  expect([await installedOf(one), await installedOf(third)]).toEqual([1, 1])
  // Just that is not offered again.
  await undo(third)
  expect(await commonOf(title)).toMatchObject({ state: 'refused' })
})

test('an offer that lost its second voice is withdrawn', async () => {
  const title = 'Ledger Master 报表'
  const [one, two] = [await aManager(title), await aManager(title)]
  await decide(one, finance)
  await decide(two, finance)
  await undo(two)
  expect((await commonOf(title))!.state).toBe('undone')
})

test('of two decisions at once, exactly one offer comes', async () => {
  const title = 'Ledger Master 库存'
  const managers = [await aManager(title), await aManager(title), await aManager(title)]
  await Promise.all(managers.map((manager) => decide(manager, finance)))
  const offers = await owner.db
    .selectFrom('recognitionAliases')
    .select('state')
    .where('orgId', 'is', null)
    .where('title', '=', title)
    .execute()
  expect(offers).toEqual([{ state: 'offered' }])
})

test('a person of another organization reads no decision of its neighbor, only what was released or is offered', async () => {
  const stranger = await someone('enterprise', ['asset_manager'])
  const rows = await stranger.db.selectFrom('recognitionAliases').select('orgId').execute()
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.every(({ orgId }) => orgId === null)).toBe(true)
})
