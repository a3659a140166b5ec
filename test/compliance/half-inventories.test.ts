import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { findComputer, listComputers } from '~/compliance/computers/queries.server'
import { computerFilter } from '~/compliance/computers/filter'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { changeInstallations } from '~/compliance/inventories/install.server'
import { findCoverage } from '~/compliance/inventories/imports.server'
import { mapImport } from '~/compliance/inventories/map.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import { receiveInventory } from '~/compliance/inventories/receive.server'
import { findOpenQuestions } from '~/compliance/positions/queries.server'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { aGlpiInventory } from '../support/inventories'
import { peopleOf, type Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const { someone, clock } = peopleOf(database)

/** Uploads one list of the computer and accepts it. */
async function list({ db, actor }: Someone, name: string, content: string) {
  const bytes = Buffer.from(content)
  const id = await db.transaction().execute((tx) => receiveInventory(tx, actor, { name, bytes }))
  while (await readNextImport(clock.db));
  const { id: inventoryId } = await owner.db
    .selectFrom('inventories')
    .select('id')
    .where('importId', '=', id)
    .executeTakeFirstOrThrow()
  await db.transaction().execute((tx) => mapImport(tx, actor, id, [{ inventoryId, no: 'PC-001' }]))
  while (await acceptNextImport(clock.db));
}

const protection = JSON.stringify({
  $type: 'getHealthAllResult',
  appVersion: '101.2',
  definitionsStatus: { $type: 'upToDate' },
  realTimeProtectionEnabled: { value: true },
})
const software = aGlpiInventory([{ name: '7-Zip 19.00 (x64)', version: '19.00', publisher: 'Igor Pavlov' }])
const huorong = JSON.stringify({
  deviceid: 'PC-001',
  content: {
    hardware: { name: 'PC-001' },
    antivirus: [
      {
        name: '火绒终端安全管理系统',
        company: '北京火绒网络科技有限公司',
        version: '2.0',
        enabled: 1,
        uptodate: 1,
      },
    ],
  },
})
const whole = JSON.stringify({
  deviceid: 'PC-001',
  content: {
    hardware: { name: 'PC-001' },
    operatingsystem: { name: 'Ubuntu', full_name: 'Ubuntu 22.04', version: '22.04' },
    softwares: [{ name: '7-Zip 19.00 (x64)', version: '19.00', publisher: 'Igor Pavlov' }],
  },
})

test('a list of protection inventories nothing, one of software all but the system, until a list names that too', async () => {
  const its = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(database, its)
  const [office, system] = [
    await aProduct(database, { category: 'office' }),
    await aProduct(database, { category: 'operating-system' }),
  ]
  await estate.entitle(office)
  await estate.entitle(system)

  const stand = async () => {
    const positions = await its.db
      .selectFrom('positions')
      .select(['productId', 'unknown', 'status'])
      .execute()
    const of = (product: { id: string }) => positions.find(({ productId }) => productId === product.id)!
    const { status } = await its.db
      .selectFrom('organizationStatuses')
      .select('status')
      .executeTakeFirstOrThrow()
    const { rows } = await listComputers(its.db, its.actor, computerFilter(new URLSearchParams()))
    const not = await listComputers(its.db, its.actor, computerFilter(new URLSearchParams('age=not_fresh')))
    const { fresh, software, os } = await findCoverage(its.db, its.actor)
    expect((await findOpenQuestions(its.db, its.orgId, office.id)).stale).toBe(of(office).unknown)
    expect((await findOpenQuestions(its.db, its.orgId, system.id)).stale).toBe(of(system).unknown)
    expect((await findComputer(its.db, rows[0]!.id))?.listAge).toBe(rows[0]!.listAge)
    expect(not.total).toBe(rows[0]!.listAge === 'fresh' ? 0 : 1)
    const unknown = [of(office).unknown, of(system).unknown]
    return { status, unknown, age: rows[0]!.listAge, listed: [software, os, fresh] }
  }

  await list(its, 'health.json', protection)
  expect(await stand()).toEqual({ status: 'not_inspected', unknown: [1, 1], age: 'never', listed: [0, 0, 0] })
  await list(its, 'software.json', software)
  expect(await stand()).toEqual({ status: 'unknown', unknown: [0, 1], age: 'no_system', listed: [1, 0, 0] })
  await list(its, 'whole.json', whole)
  expect(await stand()).toEqual({ status: 'compliant', unknown: [0, 0], age: 'fresh', listed: [1, 1, 1] })
})

test('a list of protection alone adds the antivirus it tells of, a full list without it takes it away, and counting anew agrees', async () => {
  const its = await someone('enterprise', ['asset_manager'])
  const installed = async () => {
    const { rows } = await sql<{ slug: string }>`
      select p.slug from installations i join products p on p.id = i.product_id
      where i.org_id = ${its.orgId} and i.removed_on is null and p.category = 'antivirus'`.execute(owner.db)
    return rows.map(({ slug }) => slug)
  }
  const anew = () => clock.db.transaction().execute((tx) => changeInstallations(tx, { orgId: its.orgId }))
  await list(its, 'software.json', software)
  expect(await installed()).toEqual([])
  await list(its, 'health.json', huorong)
  const [found, ...others] = await installed()
  expect([found, others]).toEqual([expect.stringContaining('huorong'), []])
  expect(await anew()).toMatchObject({ added: 0, removed: 0 })
  expect(await installed()).toEqual([found])
  await list(its, 'whole.json', whole)
  expect(await installed()).toEqual([])
  expect(await anew()).toMatchObject({ added: 0, removed: 0 })
})

test('a product that is nowhere seen, held or asked about is not in question because lists are missing', async () => {
  const its = await someone('enterprise', ['asset_manager'])
  const estate = await anEstate(database, its)
  const gone = await aProduct(database)
  const [listed, silent] = (await estate.computers(2)) as [string, string]
  await owner.db
    .updateTable('computers')
    .set({ softwareAt: null, osAt: null })
    .where('id', '=', silent)
    .execute()
  await estate.install([listed], gone)
  const position = () =>
    its.db.selectFrom('positions').select(['gap', 'unknown', 'status']).executeTakeFirstOrThrow()
  expect(await position()).toEqual({ gap: 1, unknown: 1, status: 'gap' })
  await owner.db
    .updateTable('installations')
    .set({ removedOn: '2099-01-01' })
    .where('computerId', '=', listed)
    .execute()
  expect(await position()).toEqual({ gap: 0, unknown: 0, status: 'not_applicable' })
})

test('a list counts for 180 days, or for as many as the database is told', async () => {
  const young = (days: number, setting = '') =>
    owner.db.transaction().execute(async (tx) => {
      await sql`select set_config('muster.inventory_days', ${setting}, true)`.execute(tx)
      const { rows } = await sql<{ young: boolean }>`
        select is_young((shanghai_day() - ${days}::int)::timestamp at time zone 'Asia/Shanghai') as young`.execute(
        tx,
      )
      return rows[0]!.young
    })
  expect([await young(179), await young(180)]).toEqual([true, false])
  expect([await young(29, '30'), await young(30, '30'), await young(300, '365')]).toEqual([true, false, true])
})
