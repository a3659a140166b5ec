import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import {
  decideEntry,
  determineInstallations,
  postponeEntry,
  undoDecision,
} from '~/compliance/queue/decide.server'
import type { DecisionValues } from '~/compliance/queue/form'
import { aDatabase } from '../support/database'
import { aProduct, type Product } from '../support/estate'
import { peopleOf, type Someone } from '../support/people'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)
const finance = await aProduct(database, {
  category: 'other',
  editions: ['standard', 'enterprise'],
  releases: ['12', '13'],
})

const glpi = (computer: string, software: object[]) =>
  Buffer.from(
    JSON.stringify({ deviceid: computer, content: { hardware: { name: computer }, softwares: software } }),
  )
const ledger = { name: 'Ledger Master 财务大师 12.3', version: '12.3', publisher: '示例软件有限公司' }

/** Someone whose organization has lists of these computers, accepted. */
async function aManager(computers: string[], software: object[] = [ledger]): Promise<Someone> {
  const manager = await someone('enterprise', ['asset_manager'])
  for (const computer of computers) {
    const upload = { name: `${computer}.json`, bytes: glpi(computer, software) }
    const id = await manager.db.transaction().execute((tx) => receiveInventory(tx, manager.actor, upload))
    while (await readNextImport(clock.db));
    await manager.db.transaction().execute((tx) => mapImport(tx, manager.actor, id, []))
    while (await acceptNextImport(clock.db));
  }
  return manager
}

const queueOf = ({ db }: Someone) =>
  db.selectFrom('queueEntries').select(['id', 'title', 'computers', 'state']).orderBy('title').execute()
const act = <T>(
  { db }: Someone,
  work: (tx: Parameters<Parameters<ReturnType<typeof db.transaction>['execute']>[0]>[0]) => Promise<T>,
) => db.transaction().execute(work)
const said = (entryId: string, product: Product, facts: Partial<DecisionValues> = {}): DecisionValues => ({
  entryId,
  productId: product.id,
  editionId: product.edition.standard!,
  releaseId: product.release['12']!,
  class: 'licensable',
  ...facts,
})

test('what nobody recognized waits once per title, with its computers', async () => {
  const manager = await aManager(['PC-1', 'PC-2'])
  expect(await queueOf(manager)).toMatchObject([
    { title: 'Ledger Master 财务大师', computers: 2, state: 'open' },
  ])
})

test('one decision makes installations on every computer, moves the position, and later lists know it', async () => {
  const manager = await aManager(['PC-1', 'PC-2'])
  const [entry] = await queueOf(manager)
  expect(await act(manager, (tx) => decideEntry(tx, manager.actor, said(entry!.id, finance)))).toBe(2)
  const position = () =>
    manager.db
      .selectFrom('positions')
      .select(['installed', 'gap', 'status'])
      .where('productId', '=', finance.id)
      .executeTakeFirst()
  expect(await position()).toEqual({ installed: 2, gap: 2, status: 'gap' })
  expect(await queueOf(manager)).toMatchObject([{ state: 'decided' }])

  const third = { name: 'PC-3.json', bytes: glpi('PC-3', [ledger]) }
  const id = await act(manager, (tx) => receiveInventory(tx, manager.actor, third))
  while (await readNextImport(clock.db));
  await act(manager, (tx) => mapImport(tx, manager.actor, id, []))
  while (await acceptNextImport(clock.db));
  expect(await position()).toEqual({ installed: 3, gap: 3, status: 'gap' })
})

test('a decision can be taken back: the rows wait again, the position is as before', async () => {
  const manager = await aManager(['PC-1'])
  const [entry] = await queueOf(manager)
  await act(manager, (tx) => decideEntry(tx, manager.actor, said(entry!.id, finance)))
  await act(manager, (tx) => undoDecision(tx, manager.actor, entry!.id))
  expect(await queueOf(manager)).toMatchObject([{ state: 'open' }])
  const position = await manager.db
    .selectFrom('positions')
    .select(['installed', 'gap', 'status'])
    .where('productId', '=', finance.id)
    .executeTakeFirst()
  expect(position).toEqual({ installed: 0, gap: 0, status: 'not_applicable' })
  await act(manager, (tx) =>
    decideEntry(tx, manager.actor, {
      entryId: entry!.id,
      productId: null,
      editionId: null,
      releaseId: null,
      class: 'component',
    }),
  )
  expect(await queueOf(manager)).toMatchObject([{ state: 'decided' }])
})

test('a decision is the organization’s own: its neighbor’s queue is untouched and out of reach', async () => {
  const [mine, neighbor] = [await aManager(['PC-1']), await aManager(['PC-1'])]
  const [entry] = await queueOf(mine)
  await expect(
    act(neighbor, (tx) => decideEntry(tx, neighbor.actor, said(entry!.id, finance))),
  ).rejects.toThrow('entry-unknown')
  await act(mine, (tx) => decideEntry(tx, mine.actor, said(entry!.id, finance)))
  expect(await queueOf(neighbor)).toMatchObject([{ state: 'open' }])
})

test('an edition that lists do not name is told once for all computers, and stays told', async () => {
  const manager = await aManager(['PC-1', 'PC-2'])
  const [entry] = await queueOf(manager)
  await act(manager, (tx) => decideEntry(tx, manager.actor, said(entry!.id, finance, { editionId: null })))
  const position = () =>
    manager.db
      .selectFrom('positions')
      .select(['installed', 'undetermined', 'status'])
      .where('productId', '=', finance.id)
      .executeTakeFirst()
  expect(await position()).toEqual({ installed: 0, undetermined: 2, status: 'unknown' })
  const settled = await act(manager, (tx) =>
    determineInstallations(tx, manager.actor, {
      productId: finance.id,
      editionId: finance.edition.enterprise!,
      releaseId: null,
      computerId: null,
    }),
  )
  expect(settled).toBe(2)
  expect(await position()).toEqual({ installed: 2, undetermined: 0, status: 'gap' })
})

test('edition and release are the product’s own, and a decision is taken back once', async () => {
  const manager = await aManager(['PC-1'])
  const [entry] = await queueOf(manager)
  const other = await aProduct(database)
  const decide = (facts: Partial<DecisionValues>) =>
    act(manager, (tx) => decideEntry(tx, manager.actor, said(entry!.id, finance, facts)))
  await expect(decide({ editionId: other.edition.standard! })).rejects.toThrow('edition-unknown')
  await expect(decide({ releaseId: other.release['2021']! })).rejects.toThrow('release-unknown')
  await decide({})
  const { aliasId } = await owner.db
    .selectFrom('queueEntries')
    .select('aliasId')
    .where('id', '=', entry!.id)
    .executeTakeFirstOrThrow()
  await act(manager, (tx) => undoDecision(tx, manager.actor, entry!.id))
  await expect(act(manager, (tx) => undoDecision(tx, manager.actor, entry!.id))).rejects.toThrow(
    'entry-unknown',
  )
  expect(await trailOf(owner.db, aliasId!)).toEqual(['recognition.alias_decided', 'recognition.alias_undone'])
  await expect(sql`select undo_alias(${aliasId})`.execute(manager.db)).rejects.toThrow('alias-unknown')
  await expect(sql`select apply_alias(${aliasId})`.execute(manager.db)).rejects.toThrow('alias-unknown')
})

test('an entry put aside comes back when asked', async () => {
  const manager = await aManager(['PC-1'])
  const [entry] = await queueOf(manager)
  await act(manager, (tx) => postponeEntry(tx, manager.actor, entry!.id, true))
  expect(await queueOf(manager)).toMatchObject([{ state: 'later' }])
  await expect(act(manager, (tx) => postponeEntry(tx, manager.actor, entry!.id, true))).rejects.toThrow(
    'already-moved',
  )
})

test('an unknown title whose best suggestion is a product leaves that product unknown', async () => {
  const manager = await aManager(
    ['PC-1'],
    [{ name: 'Microsoft Office Professional Plus 2019 Copy', version: '16.0', publisher: 'Somebody Else' }],
  )
  const [entry] = await manager.db.selectFrom('queueEntries').select(['suggestedId', 'suggestions']).execute()
  if (!entry?.suggestedId) return // its product is not in this catalog
  const position = await owner.db
    .selectFrom('positions')
    .select(['unknown', 'status'])
    .where('orgId', '=', manager.orgId)
    .where('productId', '=', entry.suggestedId)
    .executeTakeFirst()
  expect(position).toEqual({ unknown: 1, status: 'unknown' })
})
