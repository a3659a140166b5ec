import { existsSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { acceptNextImport } from '~/compliance/inventories/accept.server'
import { readNextImport } from '~/compliance/inventories/read.server'
import * as computer from '~/compliance/computers/pages/computer'
import * as computerEdit from '~/compliance/computers/pages/computer-edit'
import * as computersCsv from '~/compliance/computers/pages/computers-csv'
import * as importPage from '~/compliance/inventories/pages/import'
import * as importReport from '~/compliance/inventories/pages/import-report'
import * as inventory from '~/compliance/inventories/pages/inventory'
import * as queue from '~/compliance/queue/pages/queue'
import { assignUnits } from '~/licenses/entitlements/assign.server'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { servePages, cookieFor, visit } from '../support/pages'
import { peopleOf, type Someone } from '../support/people'
import { shown } from '../support/shown'

const database = await aDatabase()
const { owner, app, worker } = database
const { someone, clock } = peopleOf(database)
servePages(app.pool)

const folder = '../shared/data/inventory'
let manager: Someone
let cookie: string
let stranger: string
beforeAll(async () => {
  manager = await someone('enterprise', ['asset_manager'])
  cookie = await cookieFor(worker.db, manager)
  stranger = await cookieFor(worker.db, await someone('enterprise', ['asset_manager']))
})

const list = (rows: string) => new File([`DisplayName,DisplayVersion,Publisher\r\n${rows}`], 'list.csv')
function files(...all: File[]) {
  const form = new FormData()
  for (const file of all) form.append('files', file)
  return form
}
async function worked() {
  while (await readNextImport(clock.db));
  while (await acceptNextImport(clock.db));
}
async function uploaded(file: File) {
  const { location } = await visit(inventory.action, { cookie, path: '/inventory', form: files(file) })
  await worked()
  return location!.split('/').at(-1)!
}
type Loaded = { data: any }
const importOf = async (importId: string, who = cookie) =>
  visit(importPage.loader, { cookie: who, params: { importId } })

test('an upload without a file is told so, and nothing begins', async () => {
  const answer = await visit(inventory.action, { cookie, path: '/inventory', form: files() })
  expect(answer).toMatchObject({ status: 422, data: { problems: [{ field: 'files' }] } })
})

test('several files are as many imports; a list without a computer waits for its number, then makes one', async () => {
  const form = files(list('WPS Office 专业版,11.8,Kingsoft Corp.'), list('Ledger 财务,1,Example Ltd.'))
  expect(await visit(inventory.action, { cookie, path: '/inventory', form })).toMatchObject({
    status: 302,
    location: '/inventory?done=uploaded',
  })
  await worked()
  const { data } = (await visit(inventory.loader, { cookie, path: '/inventory' })) as Loaded
  expect(data.imports).toHaveLength(2)

  const importId = data.imports[1].id
  const shown = (await importOf(importId)) as Loaded
  expect(shown.data).toMatchObject({ counts: { lists: 1, undecided: 1 }, manages: true })
  const lists = { move: 'map', 'lists.0.id': shown.data.lists[0].id }
  const empty = await visit(importPage.action, {
    cookie,
    params: { importId },
    form: { ...lists, 'lists.0.no': '' },
  })
  expect(empty).toMatchObject({ status: 422, data: { refusal: { code: 'nothing-mapped' } } })
  await visit(importPage.action, { cookie, params: { importId }, form: { ...lists, 'lists.0.no': 'PC-9' } })
  await worked()
  expect(((await importOf(importId)) as Loaded).data.its).toMatchObject({ state: 'accepted' })
  const after = (await visit(inventory.loader, { cookie, path: '/inventory?q=pc-9' })) as Loaded
  expect(after.data.computers.rows).toMatchObject([{ no: 'PC-9', licensable: 1, gap: 1 }])
})

test('a computer’s page says what runs uncovered; its details and disposal are the asset manager’s', async () => {
  const { id } = await owner.db
    .selectFrom('computers')
    .select('id')
    .where('orgId', '=', manager.orgId)
    .executeTakeFirstOrThrow()
  const params = { computerId: id }
  const { data } = (await visit(computer.loader, { cookie, params })) as Loaded
  expect(data.installed).toMatchObject([
    { slug: 'wps-office', reason: 'no-entitlement', entitlementId: null },
  ])
  const form = {
    no: 'PC-10',
    class: 'desktop',
    tenure: 'owned',
    network: 'isolated',
    department: '信息部',
    personId: '',
    cores: '',
    sockets: '',
  }
  const edit = (facts: Partial<typeof form>, who = cookie) =>
    visit(computerEdit.action, { cookie: who, params, form: { ...form, ...facts } })
  await (await anEstate(database, manager)).computers(1)
  const { no: taken } = await owner.db
    .selectFrom('computers')
    .select('no')
    .where('orgId', '=', manager.orgId)
    .where('id', '<>', id)
    .executeTakeFirstOrThrow()
  expect(await edit({ no: taken.toLowerCase() })).toMatchObject({
    data: { refusal: { code: 'number-taken', field: 'no' } },
  })
  const rival = await someone('enterprise', ['asset_manager'])
  expect(await edit({ personId: rival.personId })).toMatchObject({
    data: { refusal: { code: 'person-unknown', field: 'personId' } },
  })
  expect(await edit({}, stranger)).toMatchObject({ data: { refusal: { code: 'computer-unknown' } } })
  expect(await edit({ personId: manager.personId })).toMatchObject({ status: 302 })
  expect(await edit({})).toMatchObject({ status: 302 })
  expect(((await visit(computer.loader, { cookie, params })) as Loaded).data.its).toMatchObject({
    no: 'PC-10',
    department: '信息部',
  })
  await visit(computer.action, { cookie, params, form: { move: 'scrap' } })
  expect(((await visit(computer.loader, { cookie, params })) as Loaded).data).toMatchObject({
    its: { state: 'scrapped' },
    installed: [],
    moves: ['undo_scrap'],
  })
})

test('a computer that is scrapped gives back its units and what came with it, in one step; taken back, that returns', async () => {
  const software = await aProduct(database)
  const { computers, install, entitle, position } = await anEstate(database, manager)
  const [old, other] = await computers(2)
  const volume = await entitle(software, { quantity: 1 })
  const bound = await entitle(software, { channel: 'oem', source: 'oem', boundComputerId: other! })
  await assignUnits(manager.db, manager.actor, volume, [{ computerId: old! }])
  await install([old!, other!], software)
  expect(await position(software)).toMatchObject({ covered: 2, gap: 0 })
  const move = (computerId: string, its: string) =>
    visit(computer.action, { cookie, params: { computerId }, form: { move: its } })
  const rightOf = (id: string) =>
    owner.db
      .selectFrom('entitlements')
      .select(['state', 'retiredFrom'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  const storyOf = async (computerId: string) =>
    ((await visit(computer.loader, { cookie, params: { computerId } })) as Loaded).data.changes.map(
      ({ kind }: { kind: string }) => kind,
    )

  await move(other!, 'scrap')
  expect(await rightOf(bound)).toEqual({ state: 'retired', retiredFrom: 'active' })
  expect(await position(software)).toMatchObject({
    installed: 1,
    entitled: 1,
    covered: 1,
    gap: 0,
    surplus: 0,
  })
  expect(await storyOf(other!)).toEqual(
    expect.arrayContaining(['computer.retired', 'license.retired', 'uninstalled']),
  )
  await move(other!, 'undo_scrap')
  expect(await rightOf(bound)).toEqual({ state: 'active', retiredFrom: null })
  expect(await position(software)).toMatchObject({ entitled: 2, surplus: 1 })

  await move(old!, 'transfer')
  expect(await position(software)).toMatchObject({ installed: 0, used: 0, surplus: 2, status: 'compliant' })
  expect(await storyOf(old!)).toEqual(expect.arrayContaining(['computer.moved', 'assigned', 'returned']))
  const gaps = await owner.db
    .selectFrom('events')
    .select('id')
    .where('orgId', '=', manager.orgId)
    .where('kind', '=', 'compliance.gap_found')
    .where(
      sql`(select body::jsonb ->> 'product' from event_bodies b where b.event_id = events.id)`,
      '=',
      software.id,
    )
    .execute()
  expect(gaps).toEqual([])
})

test('an unrecognized title is told once, gives its gap at once, and is taken back', async () => {
  const ledger = await aProduct(database, { category: 'other', releases: [] })
  const importId = await uploaded(list('Ledger Master 财务大师,12.3,示例软件'))
  const { data } = (await importOf(importId)) as Loaded
  await visit(importPage.action, {
    cookie,
    params: { importId },
    form: { move: 'map', 'lists.0.id': data.lists[0].id, 'lists.0.no': 'PC-20' },
  })
  await worked()
  const open = (await visit(queue.loader, { cookie, path: '/inventory/queue' })) as Loaded
  const entry = open.data.entries.rows.find((one: { title: string }) => one.title.startsWith('Ledger Master'))
  const form = {
    move: 'decide',
    entryId: entry.id,
    productId: ledger.id,
    editionId: ledger.edition.standard!,
  }
  const told = await visit(queue.action, { cookie, path: '/inventory/queue', form })
  expect(told).toMatchObject({ status: 302, location: `/inventory/queue?done=recognized&last=${entry.id}` })
  const gap = () =>
    manager.db.selectFrom('positions').select('gap').where('productId', '=', ledger.id).executeTakeFirst()
  expect(await gap()).toEqual({ gap: 1 })
  await visit(queue.action, { cookie, path: '/inventory/queue', form: { move: 'undo', entryId: entry.id } })
  expect(await gap()).toEqual({ gap: 0 })

  const waiting = () =>
    owner.db
      .selectFrom('queueEntries')
      .innerJoin('positions', (join) =>
        join
          .onRef('positions.orgId', '=', 'queueEntries.orgId')
          .onRef('positions.productId', '=', 'suggestedId'),
      )
      .select(['computers', 'unknown'])
      .where('queueEntries.id', '=', entry.id)
      .executeTakeFirst()
  await owner.db
    .updateTable('queueEntries')
    .set({ suggestedId: ledger.id })
    .where('id', '=', entry.id)
    .execute()
  const { computerId } = ((await importOf(importId)) as Loaded).data.lists[0]
  const before = await waiting()
  await visit(computer.action, { cookie, params: { computerId }, form: { move: 'scrap' } })
  expect(await waiting()).toEqual({ computers: 0, unknown: before!.unknown - 1 })
})

test('an import is given up while nobody works on it, and a number once given away is not given anew', async () => {
  const importId = await uploaded(list('WPS Office 专业版,11.8,Kingsoft Corp.'))
  const { lists } = ((await importOf(importId)) as Loaded).data
  const post = (form: Record<string, string>) =>
    visit(importPage.action, { cookie, params: { importId }, form })
  // PC-10 was scrapped by a test above.
  expect(await post({ move: 'map', 'lists.0.id': lists[0].id, 'lists.0.no': 'pc-10' })).toMatchObject({
    data: { refusal: { code: 'number-taken' } },
  })
  await owner.db.updateTable('imports').set({ phase: 'reading' }).where('id', '=', importId).execute()
  expect(await post({ move: 'discard' })).toMatchObject({ data: { refusal: { code: 'import-busy' } } })
  await owner.db.updateTable('imports').set({ phase: 'ready' }).where('id', '=', importId).execute()
  expect(await post({ move: 'discard' })).toMatchObject({ status: 302 })
})

test('another enterprise finds neither import nor computer nor report; its lists are empty', async () => {
  const its = await owner.db.selectFrom('imports').select('id').executeTakeFirstOrThrow()
  const machine = await owner.db.selectFrom('computers').select('id').executeTakeFirstOrThrow()
  const foreign = { cookie: stranger, params: { importId: its.id, computerId: machine.id } }
  for (const page of [importPage, importReport, computer, computerEdit])
    expect((await visit(page.loader, foreign)).status).toBe(404)
  const { data } = (await visit(inventory.loader, { cookie: stranger, path: '/inventory' })) as Loaded
  expect(data).toMatchObject({ computers: { rows: [], total: 0 }, imports: [] })
  expect(
    ((await visit(queue.loader, { cookie: stranger, path: '/inventory/queue' })) as Loaded).data.entries.rows,
  ).toEqual([])
  const discard = await visit(importPage.action, { ...foreign, form: { move: 'discard' } })
  expect(discard).toMatchObject({ status: 422, data: { refusal: { code: 'import-unknown' } } })
})

test('the lists leave as CSV; a cell that a spreadsheet would run is quoted', async () => {
  const importId = await uploaded(list('a,b,c,d,e,f\r\n=1+1,2,3,4,5'))
  const answer = (await importReport.loader({
    request: new Request('http://localhost:3000/x', { headers: { cookie } }),
    params: { importId },
    context: {},
  } as never)) as Response
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(text).toContain(`"'=1+1`)
  const report = await uploaded(
    new File(
      ['Name,Version,Publisher,InstallDate\r\n', 'a,1,b,soon\r\n', 'c,1,d,e,f\r\n', 'g,1,h,never\r\n'],
      'x.csv',
    ),
  )
  const lines = ((await importOf(report)) as Loaded).data.problems.map(({ line }: { line: number }) => line)
  expect(lines).toEqual([2, 3, 4])
  expect((await visit(computersCsv.loader, { cookie, path: '/inventory/computers.csv' })).status).toBe(200)
})

describe.skipIf(!existsSync(folder))('a real inventory, through the pages', () => {
  test('from the upload to the installations of a laptop, and no key on any page', async () => {
    const bytes = readFileSync(`${folder}/ocs-xml/2.xml`)
    const importId = await uploaded(new File([bytes], '2.xml'))
    await visit(importPage.action, { cookie, params: { importId }, form: { move: 'map' } })
    await worked()
    const { data } = (await importOf(importId)) as Loaded
    expect(data.its.report.changes).toMatchObject({ computers: 1 })
    const computerId = data.lists[0].computerId
    const page = (await visit(computer.loader, { cookie, params: { computerId } })) as Loaded
    expect(page.data.installed).toContainEqual(
      expect.objectContaining({
        slug: 'microsoft-office',
        release: '2010',
        channel: 'oem',
        reason: 'no-entitlement',
      }),
    )
    const everything = JSON.stringify([data, page.data], (_, value) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    expect(everything).not.toMatch(/([A-Z0-9]{5}-){4}[A-Z0-9]{5}/)
  })
})

test('whoever may not work at the queue of titles is shown no way to it', async () => {
  const importId = await uploaded(list('Unheard-of Tool,1,Nobody Ltd.'))
  const { lists } = ((await importOf(importId)) as Loaded).data
  const form = { move: 'map', 'lists.0.id': lists[0].id, 'lists.0.no': 'PC-30' }
  await visit(importPage.action, { cookie, params: { importId }, form })
  await worked()
  const reader = await cookieFor(worker.db, await someone('enterprise', ['buyer'], manager.orgId))
  const linksOf = async (who: string) => {
    const list = await shown(inventory, { data: (await visit(inventory.loader, { cookie: who })).data })
    const one = await shown(importPage, { data: (await importOf(importId, who)).data })
    return [list, one].map((html) => html.split('href="/inventory/queue"').length - 1)
  }
  expect(await linksOf(cookie)).toEqual([2, 2])
  expect(await linksOf(reader)).toEqual([0, 0])
  expect((await visit(queue.loader, { cookie: reader })).status).toBe(403)
})
