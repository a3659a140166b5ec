import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner } = database
const office = await aProduct(database, { household: ['home'] })

test('36 installed and 30 entitled leave a gap of 6, each of the 36 with its unit or its refusal', async () => {
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  await entitle(office, { quantity: 30 })
  await install(await computers(36), office)
  expect(await position(office)).toEqual({
    installed: 36,
    entitled: 30,
    covered: 30,
    gap: 6,
    used: 30,
    surplus: 0,
    undetermined: 0,
    unknown: 0,
    status: 'gap',
  })
  expect(await reasons(office)).toEqual({ pool: 30, 'no-free-unit': 6 })
})

test('units whose term ended yesterday are zero', async () => {
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  await entitle(office, { quantity: 30, ends: -1 })
  await install(await computers(36), office)
  expect(await position(office)).toMatchObject({ entitled: 0, covered: 0, gap: 36, surplus: 0 })
  expect(await reasons(office)).toEqual({ 'not-in-term': 36 })
})

test('units whose term ends today still cover, and the day after is noted', async () => {
  const { orgId, computers, install, entitle, position } = await anEstate(database)
  await entitle(office, { quantity: 30, ends: 0 })
  await install(await computers(36), office)
  expect(await position(office)).toMatchObject({ entitled: 30, covered: 30, gap: 6 })

  await sql`select recalculate_due(shanghai_day() + 1)`.execute(owner.db)
  expect(await position(office)).toMatchObject({ entitled: 0, covered: 0, gap: 36 })
  const moved = await owner.db
    .selectFrom('positions')
    .select('nextChangeOn')
    .where('orgId', '=', orgId)
    .execute()
  expect(moved).toEqual([{ nextChangeOn: null }])
})

test('a downgrade right covers older releases, never newer ones', async () => {
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  await entitle(office, { quantity: 25, release: '2021', rights: JSON.stringify({ downgradeFrom: '2016' }) })
  await install(await computers(12), office, { release: '2016' })
  await install(await computers(8), office, { release: '2021' })
  await install(await computers(3), office, { release: '2024' })
  expect(await position(office)).toMatchObject({ covered: 20, gap: 3, surplus: 5 })
  expect(await reasons(office)).toEqual({ pool: 20, 'release-too-new': 3 })
})

test('the unit with the narrower right is used first, so that both computers are covered', async () => {
  const { computers, install, entitle, position } = await anEstate(database)
  await entitle(office, { release: '2021', ends: 5, rights: JSON.stringify({ downgradeFrom: '2016' }) })
  await entitle(office, { release: '2019', ends: 50 })
  await install(await computers(1), office, { release: '2019' })
  await install(await computers(1), office, { release: '2021' })
  expect(await position(office)).toMatchObject({ covered: 2, gap: 0, surplus: 0 })
})

test('home editions are installed and never covered', async () => {
  const { computers, install, entitle, position } = await anEstate(database)
  await entitle(office, { edition: 'home', quantity: 5, purpose: 'household' })
  await install(await computers(5), office, { edition: 'home' })
  expect(await position(office)).toMatchObject({ installed: 5, entitled: 0, covered: 0, gap: 5, surplus: 0 })
})

test('pre-installed units follow their computers, not the software that was copied from them', async () => {
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  const old = await computers(10)
  for (const computer of old)
    await entitle(office, { channel: 'oem', source: 'oem', boundComputerId: computer })
  await install(old, office)
  expect(await position(office)).toMatchObject({ covered: 10, gap: 0 })

  await owner.db
    .updateTable('computers')
    .set({ state: 'scrapped' })
    .where('id', 'in', old.slice(0, 2))
    .execute()
  expect(await position(office)).toMatchObject({ installed: 8, entitled: 8, covered: 8, gap: 0, surplus: 0 })
  await install(await computers(2), office)
  expect(await position(office)).toMatchObject({ installed: 10, entitled: 8, covered: 8, gap: 2, surplus: 0 })
  expect(await reasons(office)).toEqual({ bound: 8, 'bound-elsewhere': 2 })
})

test('a user’s unit covers as many of the user’s computers as the contract says', async () => {
  const { orgId, computers, install, entitle, position } = await anEstate(database)
  const { someone } = peopleOf(database)
  const people = [
    await someone('enterprise', ['buyer'], orgId),
    await someone('enterprise', ['buyer'], orgId),
    await someone('enterprise', ['buyer'], orgId),
  ]
  await entitle(office, { metric: 'user', quantity: 3, rights: JSON.stringify({ devicesPerUser: 5 }) })
  for (const [at, { personId }] of people.entries())
    await install(await computers(at + 1 + (at === 2 ? 1 : 0), { personId }), office)
  expect(await position(office)).toMatchObject({ installed: 7, covered: 7, used: 3, gap: 0, surplus: 0 })
})

test('installations of an undetermined edition or release take no unit and leave the status unknown', async () => {
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  await entitle(office, { quantity: 10 })
  await install(await computers(2), office, { edition: null })
  await install(await computers(2), office, { release: null })
  expect(await position(office)).toMatchObject({
    installed: 0,
    covered: 0,
    gap: 0,
    surplus: 10,
    undetermined: 4,
    status: 'unknown',
  })
  expect(await reasons(office)).toEqual({ undetermined: 4 })
})

test('a stand-alone part is covered by a free unit of a suite, one unit for all parts of a computer', async () => {
  const suite = await aProduct(database)
  const word = await aProduct(database)
  const sheet = await aProduct(database)
  await owner.db
    .insertInto('productParts')
    .values([word, sheet].map(({ id }) => ({ suiteId: suite.id, partProductId: id })))
    .execute()
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  await entitle(suite, { quantity: 2 })
  const [whole, parts, late] = await computers(3)
  await install([whole!], suite)
  await install([parts!, late!], word)
  await install([parts!], sheet)
  expect(await position(suite)).toMatchObject({ installed: 1, covered: 1, used: 2, surplus: 0 })
  expect(await position(word)).toMatchObject({ installed: 2, covered: 1, gap: 1, entitled: 0 })
  expect(await position(sheet)).toMatchObject({ installed: 1, covered: 1 })
  expect(await reasons(word)).toEqual({ suite: 1, 'no-entitlement': 1 })
})

test('one set with ten licenses covers ten', async () => {
  const { computers, install, entitle, position } = await anEstate(database)
  await entitle(office, { quantity: 10, claim: JSON.stringify({ sets: 1 }) })
  await install(await computers(10), office)
  expect(await position(office)).toMatchObject({ covered: 10, gap: 0, status: 'compliant' })
})

test('evaluation units cover nothing', async () => {
  const { computers, install, entitle, position, reasons } = await anEstate(database)
  await entitle(office, { quantity: 18 })
  await entitle(office, { quantity: 5, term: 'evaluation', ends: 30, starts: -1 })
  await install(await computers(20), office)
  expect(await position(office)).toMatchObject({ entitled: 18, covered: 18, gap: 2, surplus: 0 })
  expect(await reasons(office)).toEqual({ pool: 18, 'no-free-unit': 2 })
})

test('a gap that opens is found once, each change of status has its history, the organization’s follows at the end', async () => {
  const { orgId, computers, install, entitle } = await anEstate(database)
  await install(await computers(3), office)
  await install(await computers(2), office)
  await entitle(office, { quantity: 5 })
  const changes = await owner.db
    .selectFrom('positionChanges')
    .select(['productId', 'fromStatus', 'toStatus'])
    .where('orgId', '=', orgId)
    .orderBy('id')
    .execute()
  expect(changes.filter(({ productId }) => productId)).toEqual([
    { productId: office.id, fromStatus: 'not_applicable', toStatus: 'gap' },
    { productId: office.id, fromStatus: 'gap', toStatus: 'compliant' },
  ])
  expect(changes.filter(({ productId }) => !productId).map(({ toStatus }) => toStatus)).toEqual([
    'not_applicable',
    'gap',
    'compliant',
  ])
  const events = await owner.db
    .selectFrom('events')
    .select('kind')
    .where('orgId', '=', orgId)
    .orderBy('id')
    .execute()
  expect(events.filter(({ kind }) => kind === 'compliance.gap_found')).toHaveLength(1)
  expect(events.filter(({ kind }) => kind === 'compliance.position_changed')).toHaveLength(1)
})
