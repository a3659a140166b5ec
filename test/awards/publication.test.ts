import { sql } from 'kysely'
import fc from 'fast-check'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPublicRound } from '~/awards/publication/facts.server'
import { listReleasesSince } from '~/awards/publication/queries.server'
import * as recordPage from '~/awards/publication/pages/record-json'
import * as releasePage from '~/awards/publication/pages/release-json'
import * as feed from '~/awards/publication/pages/releases-json'
import { compile, merge } from '~/awards/publication/record'
import type { Json } from '~/awards/publication/json'
import type { Release } from '~/awards/publication/release'
import { readSchemas } from '~/awards/publication/schemas.server'
import { ocdsChecker } from '~/awards/publication/validating'
import { aMarket } from '../support/database'
import { servePages } from '../support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)

const { rows } = await sql<{
  id: string
  ocid: string
  tags: string[]
  body: Release
  number: string | null
}>`
  select o.id, o.ocid, o.tags, o.body, r.number from ocds_releases o left join rounds r on r.id = o.round_id order by o.at, o.id`.execute(
  owner.db,
)
const releases = rows.map(({ body }) => body)
const ocids = [...new Set(rows.map(({ ocid }) => ocid))]
const of = (ocid: string) => releases.filter((release) => release.ocid === ocid)

const folder = join(import.meta.dirname, '../../../shared/data/ocds')
const known = existsSync(folder)
if (!known)
  console.warn(`SKIPPED: what is checked against the standard's own schemas, since ${folder} is absent.`)
const check = known ? ocdsChecker(await readSchemas(folder, 'public')) : undefined

test('every published round has told its tender, and a confirmed one its award, its contracts and what was done', () => {
  const tagsOf = (number: string) => [
    ...new Set(rows.filter((row) => row.number === number).flatMap(({ tags }) => tags)),
  ]
  const numbers = [...new Set(rows.flatMap(({ number }) => number ?? []))]
  expect(numbers.length).toBeGreaterThan(8)
  for (const number of numbers) expect(tagsOf(number)).toContain('tender')
  const whole = numbers.find((number) => tagsOf(number).includes('implementation'))
  expect(tagsOf(whole!)).toEqual(
    expect.arrayContaining(['tender', 'tenderUpdate', 'award', 'contract', 'implementation']),
  )
})

test('a round belongs to its drafter’s agency; one that a wish became, to the office of the conference', async () => {
  const { id, draftedBy } = await owner.db
    .selectFrom('rounds')
    .select(['id', 'draftedBy'])
    .where('publishedAt', 'is not', null)
    .where('draftedBy', 'is not', null)
    .executeTakeFirstOrThrow()
  const drafters = await owner.db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.orgId')
    .select('uscc')
    .where('personId', '=', draftedBy)
    .execute()
  expect(drafters.map(({ uscc }) => uscc)).toContain((await readPublicRound(worker.db, id))!.office.uscc)
  const office = await owner.db
    .selectFrom('agencies')
    .innerJoin('organizations', 'organizations.id', 'agencies.orgId')
    .select(['name', 'uscc'])
    .where('office', '=', true)
    .executeTakeFirstOrThrow()
  await owner.db.updateTable('rounds').set({ draftedBy: null }).where('id', '=', id).execute()
  expect((await readPublicRound(worker.db, id))!.office).toMatchObject(office)
})

test('what interest is asked for is planned under the name that its round will have; what lapses is withdrawn', () => {
  const planned = ocids.filter((ocid) => of(ocid)[0]!.tag.includes('planning'))
  const states = planned.map((ocid) => (compile(of(ocid))!.tender as { status: string }).status)
  expect(states.toSorted()).toEqual(['planning', 'withdrawn'])
  for (const ocid of planned) {
    const { planning, tender } = compile(of(ocid))! as any
    expect(ocid.endsWith(tender.id)).toBe(true)
    expect(planning).toMatchObject({
      volumeBand: { to: expect.any(Number) },
      milestones: [{ type: 'engagement' }],
    })
    expect(JSON.stringify(of(ocid))).not.toMatch(/"amount"|"buyer"|"quantity"/)
  }
})

test('no release names a bidder or a price before the award binds', () => {
  const early = rows.filter(
    ({ tags, body }) =>
      tags.every((tag) => /^(planning|tender)/.test(tag)) ||
      (tags.includes('award') && !JSON.stringify(body).includes('"status":"active"')),
  )
  expect(early.some(({ tags }) => tags.includes('award'))).toBe(true)
  for (const { body } of early) {
    const text = JSON.stringify(body)
    expect(text).not.toContain('priceTiers')
    expect(text).not.toContain('"tenderer"')
    expect(text).not.toContain('"suppliers"')
    expect(text).not.toContain('"certificateHash"')
  }
})

test('a release knows nothing that came after it', () => {
  const told = releases.flatMap(({ date, tender, contracts }) => [
    ...((tender as any)?.enquiries ?? []).map((one: any) => [one.dateAnswered, date]),
    ...((contracts ?? []) as any[])
      .flatMap(({ implementation }) => [
        ...(implementation?.transactions ?? []).map((one: any) => one.date),
        ...(implementation?.milestones ?? []).flatMap((one: any) => one.dateMet ?? []),
      ])
      .map((at) => [at, date]),
  ])
  expect(told.length).toBeGreaterThan(20)
  expect(told.filter(([at, date]) => new Date(at) > new Date(date))).toEqual([])
})

test('a buyer is a code unless the terms of the round name buyers', () => {
  const contracts = releases.flatMap((release) => (release.contracts ?? []) as { buyer?: { id: string } }[])
  expect(contracts.length).toBeGreaterThan(0)
  for (const { buyer } of contracts) if (buyer) expect(buyer.id).toMatch(/^(B\d+|MO-\d{4}-\d{6})$/)
})

test('what has an id keeps it: each release of a round speaks of the same lots, awards and contracts', () => {
  for (const ocid of ocids) {
    const lots = of(ocid).map((release) => idsOf((release.tender as { lots?: Json })?.lots))
    const told = lots.filter((ids) => ids.length > 0)
    for (const ids of told) expect(ids).toEqual(told[0])
    const awards = new Set(of(ocid).flatMap(({ awards }) => idsOf(awards)))
    const called = of(ocid).flatMap(({ contracts }) => (contracts ?? []) as { awardID: string }[])
    for (const { awardID } of called) expect(awards).toContain(awardID)
  }
})

test('the record is the merge of its releases, and money is what the database holds', async () => {
  const ocid = rows.find(({ tags }) => tags.includes('implementation'))!.ocid
  const body = (await bodyOf(recordPage.loader, { params: { ocid } })) as {
    records: { releases: Release[]; compiledRelease: Release }[]
  }
  const { releases: its, compiledRelease } = body.records[0]!
  expect(its).toEqual(of(ocid))
  expect(compiledRelease).toEqual(compile(of(ocid)))
  const paid = ((compiledRelease.contracts ?? []) as any[])
    .flatMap(({ implementation }) => implementation?.transactions ?? [])
    .reduce((sum, { value }) => sum + Math.round(value.amount * 100), 0)
  const { rows: books } = await sql<{ paid: string }>`
    select sum(p.amount)::text as paid from payments p join orders o on o.id = p.order_id join rounds r on r.id = o.round_id
    where p.undone_at is null and o.confirmed_at is not null and r.number = ${ocid.replace(/^ocds-\w{6}-/, '')}`.execute(
    owner.db,
  )
  expect(String(paid)).toBe(books[0]!.paid)
})

test('the feed gives every release once, a hundred at a time, and one alone has its own address', async () => {
  const seen: string[] = []
  let next: string | null = null
  do {
    const answer: Response = await feed.loader({
      request: new Request(`http://localhost:3000/ocds/releases${next ? `?since=${next}` : ''}`),
      params: {},
      context: {},
    } as never)
    seen.push(...((await answer.json()) as { releases: Release[] }).releases.map(({ id }) => id))
    next = /since=([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? null
  } while (next)
  expect(new Set(seen).size).toBe(seen.length)
  expect(seen.toSorted()).toEqual(rows.map(({ id }) => id).toSorted())
  const one = (await bodyOf(releasePage.loader, { params: { release: rows[0]!.id } })) as {
    releases: Release[]
  }
  expect(one.releases).toEqual([rows[0]!.body])
})

describe.skipIf(!known)('by the schemas of the standard', () => {
  const faultsOf = (body: unknown) => check!(body)

  test('every package of the demo market is valid', async () => {
    for (const ocid of ocids) {
      expect(faultsOf(await bodyOf(recordPage.loader, { params: { ocid } })), ocid).toEqual([])
    }
    expect(faultsOf(await bodyOf(feed.loader, {}))).toEqual([])
  })

  test.each(known ? readdirSync(join(folder, 'examples/fictional-1.1')) : [])(
    'the example %s is valid',
    (name) => {
      expect(
        faultsOf(JSON.parse(readFileSync(join(folder, 'examples/fictional-1.1', name), 'utf8'))),
      ).toEqual([])
    },
  )

  const whole = () => {
    const ocid = rows.find(({ tags }) => tags.includes('implementation'))!.ocid
    return structuredClone(compile(of(ocid))!) as any
  }
  const mutations: [string, string, (release: any) => void][] = [
    ['no ocid', 'required', (r) => delete r.ocid],
    ['no tag', 'minItems', (r) => (r.tag = [])],
    ['a tag of no list', 'enum', (r) => (r.tag = ['finished'])],
    ['a date that is none', 'format', (r) => (r.date = 'yesterday')],
    ['another initiation', 'enum', (r) => (r.initiationType = 'wish')],
    ['American spelling', 'enum', (r) => (r.tender.status = 'canceled')],
    ['a method of no list', 'enum', (r) => (r.tender.procurementMethod = 'lottery')],
    ['an undeclared field', 'additionalProperties', (r) => (r.tender.ceiling = 1)],
    ['an undeclared field of a bid', 'additionalProperties', (r) => (r.bids.details[0].winner = true)],
    ['a bid status of no list', 'enum', (r) => (r.bids.details[0].status = 'won')],
    ['an amount as text', 'type', (r) => (r.awards[0].value.amount = '12.00')],
    ['a currency of no list', 'enum', (r) => (r.awards[0].value.currency = 'RMB')],
    ['an award status of no list', 'enum', (r) => (r.awards[0].status = 'done')],
    ['an award without id', 'required', (r) => delete r.awards[0].id],
    ['a contract without its award', 'required', (r) => delete r.contracts[0].awardID],
    ['a lot twice', 'uniqueId', (r) => r.tender.lots.push({ ...r.tender.lots[0], title: 'again' })],
    ['an empty object', 'empty', (r) => (r.tender.procuringEntity = {})],
    ['a volume in words', 'type', (r) => (r.tender.lots[0].minimumVolume = 'ten')],
    ['a minimum of nothing', 'minimum', (r) => (r.tender.lots[0].minimumVolume = 0)],
    ['a tier without id', 'required', (r) => delete r.bids.details[0].priceTiers[0].id],
    ['a document without an address', 'format', (r) => (r.tender.documents[0].url = 'not a url')],
  ]

  test('the whole release of a round is valid as it is', () => expect(faultsOf(whole())).toEqual([]))

  test.each(mutations)('%s is found (%s)', (_name, rule, change) => {
    const release = whole()
    change(release)
    expect(faultsOf(release).map((fault) => fault.rule)).toContain(rule)
  })
})

describe('merging', () => {
  const json = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer(),
      fc.string(),
      fc.array(fc.integer(), { maxLength: 3 }),
      fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c'), x: tie('value') }), {
        selector: ({ id }) => id,
        maxLength: 3,
      }) as fc.Arbitrary<Json>,
      fc.dictionary(fc.constantFrom('p', 'q', 'r'), tie('value')) as fc.Arbitrary<Json>,
    ),
  })).value

  test('what was told last holds', () =>
    fc.assert(
      fc.property(json, json, (known, told) => {
        expect(merge(merge(known, told), told)).toEqual(merge(known, told))
      }),
    ))

  test('entries merge by their id and keep their place', () => {
    expect(merge([{ id: '1', a: 1 }, { id: '2' }], [{ id: '1', b: 2 }, { id: '3' }])).toEqual([
      { id: '1', a: 1, b: 2 },
      { id: '2' },
      { id: '3' },
    ])
    expect(merge(['x'], ['y'])).toEqual(['y'])
  })
})

/** Everything that the feed holds, page by page. */
async function readFeed() {
  const ids: string[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<typeof listReleasesSince>> = await listReleasesSince(app.db, cursor)
    ids.push(...page.releases.map(({ id }) => id))
    cursor = page.next
  } while (cursor)
  return ids
}

test('the feed tells each release once, the ninth transaction before the tenth', async () => {
  for (const [id, xid] of [
    ['tenth', '10'],
    ['ninth', '9'],
  ])
    await owner.pool.query(
      `insert into ocds_releases (id, ocid, round_id, tags, body, xid)
       select $1::text, ocid, round_id, tags, jsonb_set(body, '{id}', to_jsonb($1::text)), $2::xid8 from ocds_releases limit 1`,
      [id, xid],
    )
  const ids = await readFeed()
  expect(ids.slice(0, 2)).toEqual(['ninth', 'tenth'])
  expect(ids.toSorted()).toEqual([...releases.map(({ id }) => id), 'ninth', 'tenth'].toSorted())
})

test(
  'the feed stays behind a transaction that is still open, so that nothing is skipped',
  { timeout: 90_000 },
  async () => {
    const open = await owner.pool.connect()
    await open.query('begin')
    const copy = `insert into ocds_releases (id, ocid, round_id, tags, body)
    select $1::text, ocid, round_id, tags, jsonb_set(body, '{id}', to_jsonb($1::text)) from ocds_releases limit 1`
    await open.query(copy, ['early'])
    await owner.pool.query(copy, ['late'])
    expect(await copies()).toEqual([])
    await open.query('commit')
    open.release()
    // Other databases of the same server have open transactions as well.
    await expect.poll(copies, { timeout: 60_000 }).toEqual(['early', 'late'])

    async function copies() {
      return (await readFeed()).filter((id) => ['early', 'late'].includes(id))
    }
  },
)

async function bodyOf(
  serve: (args: never) => Promise<Response>,
  { params = {} }: { params?: Record<string, string> },
) {
  const answer = await serve({
    request: new Request('http://localhost:3000/ocds'),
    params,
    context: {},
  } as never)
  expect(answer.headers.get('access-control-allow-origin')).toBe('*')
  return answer.json()
}

const idsOf = (list: Json | undefined) => ((list ?? []) as { id: string }[]).map(({ id }) => id)
