import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { calendar } from '~db/seeds/telling'
import { isSignedBy, verifyingKey } from '~/kernel/ed25519'
import { hourOf, nthWorkday } from '~/kernel/workdays'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('the year’s plan has targets of the office and of member units, some still to be decided', async () => {
  const rows = await owner.db.selectFrom('targets').select('state').distinct().execute()
  expect(rows.map(({ state }) => state)).toEqual(expect.arrayContaining(['accepted', 'proposed', 'returned']))
})

test('the brief of the quarter that is over is out, written and published by two people, with figures of its period', async () => {
  const briefs = await owner.db
    .selectFrom('briefs')
    .select(['state', 'coversTo', 'writtenBy', 'approvedBy', 'bodyEn', 'figures', sql<Date>`now()`.as('now')])
    .orderBy('coversTo')
    .execute()
  const [first] = briefs
  // In the first days of a quarter it is still being written.
  const isOut = first && first.now > hourOf(nthWorkday(calendar, first.coversTo, 5), 15)
  if (isOut) expect(first).toMatchObject({ state: 'published', figures: expect.anything() })
  for (const { state, writtenBy, approvedBy, bodyEn } of briefs) {
    expect(bodyEn).not.toBe('')
    expect(state === 'published').toBe(approvedBy !== null)
    expect(approvedBy).not.toBe(writtenBy)
  }
})

test('statuses of the past differ from today’s: the year has a history', async () => {
  const { rows } = await sql<{ then: number; now: number }>`
    select (select count(*)::int from standings_on(shanghai_day() - 270) where status in ('compliant', 'regularized')) as then,
      (select count(*)::int from standings_on(shanghai_day()) where status in ('compliant', 'regularized')) as now`.execute(
    owner.db,
  )
  expect(rows[0]!.then).toBeGreaterThan(0)
  expect(rows[0]!.now).toBeGreaterThan(rows[0]!.then)
})

test('no training has more people than seats', async () => {
  const { rows } = await sql`
    select t.id from trainings t left join enrollments e on e.training_id = t.id and e.state in ('enrolled', 'attended', 'absent')
    group by t.id having count(e.id) <> t.taken or t.taken > t.seats`.execute(owner.db)
  expect(rows).toEqual([])
})

test('one campaign runs and one is closed; orders followed, some carried out and one waiting for acceptance', async () => {
  const campaigns = await owner.db.selectFrom('campaigns').select('state').orderBy('state').execute()
  expect(campaigns.map(({ state }) => state)).toEqual(['closed', 'open'])
  const inspections = await owner.db.selectFrom('selfInspections').select('state').distinct().execute()
  expect(inspections.map(({ state }) => state).toSorted()).toEqual([
    'accepted',
    'in_progress',
    'invited',
    'returned',
    'submitted',
  ])
  const orders = await owner.db.selectFrom('rectifications').select('state').distinct().execute()
  expect(orders.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['in_progress', 'submitted', 'accepted']),
  )
})

test('a pilot is passed, with figures frozen as each quarter began, ledgers on time and books without an open cause', async () => {
  const { rows } = await sql<{
    quarters: number
    figures: { openBooks: number; ledgersOnTime: number; gap: number }
  }>`
    select (select count(*)::int from pilot_snapshots s where s.pilot_id = p.id) as quarters, p.after as figures
    from pilots p where p.state = 'passed'`.execute(owner.db)
  expect(rows).toMatchObject([{ figures: { openBooks: 0, ledgersOnTime: 3, gap: 0 } }])
  expect(rows[0]!.quarters).toBeGreaterThan(0)
})

test('one enterprise stands on the public blacklist, an enterprise and a vendor are being heard, and market supervision proposed another on its decision', async () => {
  const rows = await owner.db
    .selectFrom('blacklistEntries')
    .select(['state', 'answer', 'proposedBy', 'listedBy'])
    .orderBy('state')
    .orderBy('answer')
    .execute()
  expect(rows.map(({ state }) => state)).toEqual(['listed', 'noticed', 'noticed', 'proposed'])
  expect(rows[0]!.listedBy).not.toBe(rows[0]!.proposedBy)
  expect(rows.slice(1).filter(({ answer }) => answer !== null)).not.toEqual([])
  const { rows: shown } = await sql`select * from blacklist_public()`.execute(owner.db)
  expect(shown).toHaveLength(1)
})

test('enterprises without gaps hold certificates that the published key verifies', async () => {
  const rows = await owner.db
    .selectFrom('certificates')
    .select(['state', 'payload', 'signature', 'kid'])
    .execute()
  expect(rows.filter(({ state }) => state === 'valid').length).toBeGreaterThan(0)
  const keys = await owner.db.selectFrom('certificateKeys').select(['kid', 'publicX']).execute()
  for (const { payload, signature, kid } of rows) {
    const { publicX } = keys.find((key) => key.kid === kid)!
    expect(isSignedBy(payload, signature, verifyingKey(Buffer.from(publicX, 'base64url')))).toBe(true)
  }
})

test('market supervision shows a visit with its photos, a case under investigation, one proposed, and late self-inspections', async () => {
  const { rows: visits } = await sql<{ finding: string; photos: number }>`
    select v.finding, count(a.file_id)::int as photos from market_visits v join attachments a on a.subject_id = v.id group by v.id`.execute(
    owner.db,
  )
  expect(visits).toEqual([{ finding: 'preinstalled', photos: 2 }])
  const { rows: cases } = await sql<{ state: string; proposed: boolean }>`
    select state, entry_id is not null as proposed from market_cases order by 1, 2`.execute(owner.db)
  expect(cases.map(({ state, proposed }) => (proposed ? 'proposed' : state))).toEqual([
    'closed',
    'decided',
    'proposed',
    'investigated',
    'opened',
  ])
  const { rows: late } = await sql<{ many: number }>`
    select count(*)::int as many from campaign_units u join campaigns c on c.id = u.campaign_id and c.state = 'open'
    join lateral (select i.state from self_inspections i where i.campaign_id = u.campaign_id and i.org_id = u.org_id order by i.version desc limit 1) s on true
    where u.due_on < shanghai_day() and s.state not in ('submitted', 'accepted')`.execute(owner.db)
  expect(late[0]!.many).toBeGreaterThan(0)
})
