import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { oversightFilter, oversightSorts } from '~/compliance/positions/filter'
import { listOverseen } from '~/compliance/positions/oversight.server'
import * as overseenCsv from '~/compliance/positions/pages/oversight-csv'
import * as oversight from '~/compliance/positions/pages/oversight'
import { directoryFilter, directorySorts } from '~/people/directory'
import { listOrganizations } from '~/people/directory.server'
import * as organizationsCsv from '~/people/pages/organizations-csv'
import { aDatabase } from '../support/database'
import { anEstate, aProduct } from '../support/estate'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
servePages(app.pool)
const { anOfficer, anOrganization, someone } = peopleOf(database)
const officer = await anOfficer()
await owner.db.insertInto('agencies').values({ orgId: officer.orgId, office: true }).execute()
await sql`insert into districts values ('370211', '临港区', 'Harbor') on conflict do nothing`.execute(
  owner.db,
)
const cookie = await cookieFor(worker.db, officer)

// By sound: An, Bei, Hai, Lan, Zhong; by code point 中 would stand first. Two of one name: the older stands first.
const names = ['中山印务', '蓝图软件', '安达物流', '海曲机械', '北方纺织', '海曲机械', 'Acme']
const bySound = ['安达物流', '北方纺织', '海曲机械', '海曲机械', '蓝图软件', '中山印务', 'Acme']
for (const name of names) await anOrganization('enterprise', { name })
const english = { 中山印务: 'Aardvark Printing', 安达物流: 'Zenith Freight' }
for (const [name, nameEn] of Object.entries(english))
  await owner.db.updateTable('organizations').set({ nameEn }).where('name', '=', name).execute()
const product = await aProduct(database, { slug: 'sorted-office' })
for (const [name, computers] of [['蓝图软件', 3], ['安达物流', 1]] as const) {
  const { id } = await owner.db.selectFrom('organizations').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  const estate = await anEstate(database, { orgId: id })
  await estate.install(await estate.computers(computers), product)
} // oxfmt-ignore

const overseenBy = (sort: string) => oversightFilter(new URLSearchParams({ sort }))
const askedBy = (sort: string) => directoryFilter(new URLSearchParams({ sort, kind: 'enterprise' }))
type Page = { rows: { id: string; name: string }[]; next: string | null }

/** A list read two by two, as someone who goes on and on reads it. */
async function leafed(read: (after: string | undefined) => Promise<Page>) {
  const rows: Page['rows'] = []
  for (let after: string | undefined, more = true; more && rows.length < 20;) {
    const page = await read(after)
    rows.push(...page.rows)
    more = page.next !== null
    after = page.next ?? undefined
  }
  return rows
}
const named = (rows: readonly { name: string }[]) => rows.map(({ name }) => name)
const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

test('enterprises stand by name as it sounds, in English by the English name', async () => {
  expect(named((await listOverseen(officer.db, overseenBy('name'))).rows)).toEqual(bySound)
  expect(named((await listOrganizations(officer.db, officer.actor, askedBy('name'))).rows)).toEqual(bySound)
  const read = named((await listOverseen(officer.db, overseenBy('name'), { locale: 'en' })).rows)
  expect(read.slice(0, 3)).toEqual(['中山印务', 'Acme', '安达物流'])
})

test.each(oversightSorts.flatMap((sort) => [sort, `-${sort}`]))(
  'leafed two by two, the enterprises by %s are each there once and in the order of one page',
  async (sort) => {
    const whole = (await listOverseen(officer.db, overseenBy(sort))).rows
    const rows = await leafed((after) =>
      listOverseen(officer.db, { ...overseenBy(sort), after }, { limit: 2 }),
    )
    expect(ids(rows)).toEqual(ids(whole))
    expect(new Set(ids(rows)).size).toBe(names.length)
  },
)

test.each(directorySorts.flatMap((sort) => [sort, `-${sort}`]))(
  'leafed two by two, the directory by %s holds each once and in the order of one page',
  async (sort) => {
    const read = (after: string | undefined, limit?: number) =>
      listOrganizations(officer.db, officer.actor, { ...askedBy(sort), after }, limit)
    const whole = (await read(undefined)).rows
    const rows = await leafed((after) => read(after, 2))
    expect(ids(rows)).toEqual(ids(whole))
    expect(new Set(ids(rows)).size).toBe(names.length)
  },
)

test('a descending order is the ascending one turned over, ties and all', async () => {
  for (const sort of oversightSorts) {
    const [up, down] = [
      await listOverseen(officer.db, overseenBy(sort)),
      await listOverseen(officer.db, overseenBy(`-${sort}`)),
    ]
    expect(ids(down.rows)).toEqual(ids(up.rows).toReversed())
  }
  expect(named((await listOverseen(officer.db, overseenBy('-gap'))).rows).slice(0, 2)).toEqual(['蓝图软件', '安达物流']) // oxfmt-ignore
})

test('what nothing sorts by is not asked for: the worst stand first, in the directory the newest', async () => {
  expect(overseenBy('uscc; drop')).not.toMatchObject({ sort: expect.anything() })
  const { status, data } = await visit(oversight.loader, { cookie, path: '/office/compliance?sort=--gap' })
  expect(status).toBe(200)
  expect((data as { list: Page }).list.rows[0]!.name).toBe('安达物流')
  const { rows } = await listOrganizations(officer.db, officer.actor, askedBy('rowid'))
  expect(rows[0]!.name).toBe('Acme')
})

test('the files follow the order of the page', async () => {
  for (const [csv, path] of [
    [overseenCsv, '/office/compliance.csv?sort=-name'],
    [organizationsCsv, '/office/organizations.csv?kind=enterprise&sort=-name'],
  ] as const) {
    const answer = (await csv.loader({
      request: new Request(`http://localhost:3000${path}`, { headers: { cookie } }),
      params: {},
      context: {},
    } as never)) as Response
    const lines = (await answer.text()).trim().split(/\r?\n/).slice(1)
    expect(lines.map((line) => line.split(',')[0]!.replaceAll('"', ''))).toEqual(bySound.toReversed())
  }
})

test('an enterprise out of one’s reach tells nothing of where it stands in the order', async () => {
  const liaison = await someone('agency', ['liaison'])
  await owner.db
    .insertInto('agencies')
    .values({ orgId: liaison.orgId, districts: ['370211'] })
    .execute()
  const [first, last] = (await listOverseen(officer.db, overseenBy('gap'))).rows.toSpliced(1, 5)
  await sql`update organizations set district = '370211' where id = ${last!.id}`.execute(owner.db)
  expect(ids((await listOverseen(liaison.db, overseenBy('gap'))).rows)).toEqual([last!.id])
  expect((await listOverseen(liaison.db, { ...overseenBy('gap'), after: first!.id })).rows).toEqual([])
})
