import { sql } from 'kysely'
import { addDays, dayOf } from '../../app/kernel/workdays.ts'
import type { Organization } from './cast/person.ts'
import { enterprises } from './cast.ts'
import { editionId, productId, releaseId } from './catalog.ts'
import { orgId, personId } from './people.ts'
import { personOf, seatsOf, type ToldPledge } from './pledges.ts'
import { dice, settle } from './telling.ts'
import { minutesAfter, type Timeline } from './timeline.ts'

/** How an enterprise stands with its software, before what it buys in the story. */
type Stand = 'compliant' | 'gap' | 'undetermined' | 'stale' | 'not_inspected' | 'free_software'

const stands: Partial<Record<string, Stand>> = {
  northport: 'compliant',
  lantu: 'compliant',
  harborfoods: 'gap',
  member1: 'compliant',
  member2: 'compliant',
  member3: 'compliant',
  member4: 'compliant',
  member11: 'compliant',
  member21: 'compliant',
  member40: 'compliant',
  member31: 'free_software',
  member7: 'not_inspected',
  member17: 'not_inspected',
  member35: 'not_inspected',
  member44: 'not_inspected',
  member48: 'not_inspected',
  member50: 'not_inspected',
  member55: 'not_inspected',
  member9: 'stale',
  member22: 'stale',
  member36: 'stale',
  member6: 'undetermined',
  member20: 'undetermined',
  member34: 'undetermined',
  member43: 'undetermined',
}

type Software = readonly [slug: string, edition: string | null, release: string | null]
/** Software on the first so many seats from `from` on, and how many of them an older license covers. */
type Installed = { software: Software; from: number; to: number; licensed: number }

const windows: readonly Software[] = [
  ['microsoft-windows', 'pro', '10'],
  ['microsoft-windows', 'pro', '11'],
]
const officeOf: readonly Software[] = [
  ['wps-office', 'pro', '2019'],
  ['wps-office', 'pro', '2023'],
  ['microsoft-office', 'standard', '2019'],
  ['microsoft-office', 'professional-plus', '2021'],
]
const antivirusOf: readonly Software[] = [
  ['huorong-endpoint-security', 'enterprise', null],
  ['360-endpoint-security', 'enterprise', null],
  ['qianxin-tianqing', 'enterprise', null],
  ['kaspersky-endpoint-security', 'standard', null],
]
const trades: Readonly<Record<string, Software>> = {
  M74: ['autodesk-autocad', 'standard', '2022'],
  L72: ['adobe-photoshop', 'standard', '2024'],
  R86: ['adobe-photoshop', 'standard', '2023'],
  R87: ['adobe-photoshop', 'standard', '2025'],
  C23: ['adobe-illustrator', 'standard', '2024'],
  C34: ['zwsoft-zwcad', 'pro', '2024'],
  C35: ['autodesk-autocad', 'standard', '2020'],
  C36: ['autodesk-autocad', 'standard', '2024'],
  E48: ['autodesk-autocad', 'standard', '2018'],
  I65: ['jetbrains-intellij-idea', 'ultimate', '2024'],
}

/** Whose estates are told here: all verified enterprises but the leading one, which uploads its own lists. */
export const estates = enterprises.filter(
  ({ key, state = 'verified' }) => state === 'verified' && key !== 'jinghe',
)

const standOf = (org: Organization): Stand =>
  stands[org.key] ?? (dice('stand', org.key)() < 0.42 ? 'gap' : 'compliant')

/**
 * Registers of computers, what runs on them and what older licenses cover; a few enterprises at a time, over months. The lists
 * were renewed since, so that they are young.
 */
export function planEstates(story: Timeline, pledges: readonly ToldPledge[]) {
  const groups = Map.groupBy(estates, (org) => Math.floor(dice('surveyed', org.key)() * 6))
  for (const [group, orgs] of groups) {
    const at = minutesAfter(story.clock.past(292 - group * 8, 11), group)
    story.plan(at, () => survey(story, orgs, pledges))
  }
  // Some bought what was missing elsewhere, over the year.
  const gaps = estates.filter((org) => standOf(org) === 'gap' && dice('closes', org.key)() < 0.5)
  gaps.forEach((org, at) => story.plan(story.clock.past(212 - at * 17, 14.5), () => buyElsewhere(story, org)))
  // What follows looks single rows up among these; the planner must know that there are many.
  story.plan(story.clock.past(246, 12), () =>
    sql`analyze computers, installations, coverage, entitlements, positions, position_lines`.execute(
      story.db,
    ),
  )
}

async function survey(story: Timeline, orgs: readonly Organization[], pledges: readonly ToldPledge[]) {
  const { db } = story
  await story.as(null)
  const at = story.moment()
  const seen = (org: Organization) => {
    const stand = standOf(org)
    if (stand === 'not_inspected') return null
    return stand === 'stale'
      ? story.clock.past(150, 14)
      : story.clock.past(12 + Math.floor(dice('seen', org.key)() * 60), 14)
  }
  const registers = orgs.map((org) => ({ org: orgId(org.key), seats: seatsOf(org), seen: seen(org) }))
  await sql`
    insert into computers (org_id, no, name, class, platform, tenure, department, inventoried_at, software_at, os_at, protected)
    select o.org, 'PC-' || lpad(n::text, 4, '0'), 'DESK-' || lpad(n::text, 4, '0'), case when n % 5 = 0 then 'laptop' else 'desktop' end,
      'windows', case when n % 9 = 0 then 'leased' else 'owned' end, (array['综合部', '财务部', '业务部', '技术部', '生产部'])[1 + n % 5],
      o.seen, o.seen, o.seen, case when o.seen is not null then n % 11 <> 0 end
    from jsonb_to_recordset(${JSON.stringify(registers)}::jsonb) as o (org uuid, seats int, seen timestamptz)
    cross join generate_series(1, o.seats) as n`.execute(db)
  const installed = orgs.flatMap((org) => installedAt(org, pledges).map((row) => ({ org, ...row })))
  await license(story, installed, at)
  const rows = installed.map(({ org, software: [slug, edition, release], from, to }) => ({
    org: orgId(org.key),
    product: productId(slug),
    edition: edition && editionId(slug, edition),
    release: release && releaseId(slug, release),
    section: slug.includes('windows') ? 'os' : 'software',
    seen: dayOf(seen(org)!),
    from,
    to,
  }))
  await sql`
    insert into installations (org_id, computer_id, product_id, edition_id, release_id, section, first_seen, last_seen)
    select c.org_id, c.id, r.product, r.edition, r.release, r.section, ${dayOf(at)}::date, r.seen
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (org uuid, product uuid, edition uuid, release uuid, section text, seen date, "from" int, "to" int)
    join computers c on c.org_id = r.org and substr(c.no, 4)::int between r."from" and r."to"`.execute(db)
  await settle(db)
}

/** What runs at an enterprise: system, office, antivirus, and what its trade needs. */
function installedAt(org: Organization, pledges: readonly ToldPledge[]): Installed[] {
  const stand = standOf(org)
  if (stand === 'not_inspected' || stand === 'free_software') return []
  const roll = dice('estate', org.key)
  const seats = seatsOf(org)
  const missing = (share: number) =>
    stand === 'gap' ? Math.max(1, Math.round(seats * share * (0.5 + roll()))) : 0
  const bought = boughtBy(org, pledges)
  const wps = bought['wps-office'] ?? 0
  const standard = bought['microsoft-office'] ?? 0
  const huorong = bought['huorong-endpoint-security'] ?? 0
  const office = officeOf[Math.floor(roll() * officeOf.length)]!
  const antivirus = huorong > 0 ? antivirusOf[0]! : antivirusOf[Math.floor(roll() * antivirusOf.length)]!
  const other = Math.max(0, seats - wps - standard)
  const rows: Installed[] = [
    {
      software: windows[Math.floor(roll() * 2)]!,
      from: 1,
      to: seats,
      licensed: seats - (roll() < 0.5 ? missing(0.12) : 0),
    },
    { software: officeOf[1]!, from: 1, to: Math.min(seats, wps), licensed: 0 },
    {
      software: ['microsoft-office', 'standard', '2021'],
      from: wps + 1,
      to: Math.min(seats, wps + standard),
      licensed: 0,
    },
    { software: office, from: wps + standard + 1, to: seats, licensed: Math.max(0, other - missing(0.2)) },
    {
      software: antivirus,
      from: 1,
      to: seats,
      licensed: Math.max(0, seats - Math.min(seats, huorong) - (roll() < 0.4 ? missing(0.1) : 0)),
    },
  ]
  const trade = trades[org.sector ?? '']
  const tools = Math.ceil(seats * 0.15)
  if (trade)
    rows.push({
      software: trade,
      from: 1,
      to: tools,
      licensed: Math.max(0, tools - (roll() < 0.6 ? missing(0.08) : 0)),
    })
  // Whose list names no edition for some of its installations.
  if (stand === 'undetermined')
    rows.push({ software: ['microsoft-office', null, null], from: 1, to: Math.ceil(seats / 10), licensed: 0 })
  return rows.filter(({ from, to }) => to >= from)
}

/** What the confirmed rounds bring an enterprise, by product. */
function boughtBy(org: Organization, pledges: readonly ToldPledge[]): Partial<Record<string, number>> {
  const bought: Record<string, number> = {}
  const brings: Record<string, string> = {
    'office-1 L01': 'wps-office',
    'office-1 L02': 'microsoft-office',
    'antivirus-1 L01': 'huorong-endpoint-security',
  }
  for (const { round, lot, org: buyer, quantity } of pledges) {
    const slug = brings[`${round.tale.key} ${lot.tale.code}`]
    if (slug && buyer.key === org.key) bought[slug] = (bought[slug] ?? 0) + quantity
  }
  return bought
}

/** Older licenses, entered by the asset manager and checked by the office. */
async function license(story: Timeline, installed: readonly (Installed & { org: Organization })[], at: Date) {
  const rows = installed
    .filter(({ licensed, software: [, edition] }) => licensed > 0 && edition)
    .map(({ org, software: [slug, edition, release], licensed }) => ({
      org: orgId(org.key),
      product: productId(slug),
      edition: editionId(slug, edition!),
      release: release && releaseId(slug, release),
      quantity: licensed,
      starts: addDays(dayOf(at), -200),
      no: `${slug.slice(0, 2).toUpperCase()}-${org.code.slice(-3)}-${dice('license no', org.key, slug)().toString().slice(2, 8)}`,
      claim: { source_type: 'purchased', purchased_on: addDays(dayOf(at), -200), supplier: '本地经销商' },
      decided: personId(personOf(org, 'asset_manager')),
    }))
  await sql`
    insert into entitlements (org_id, source, product_id, edition_id, release_id, metric, quantity, term, starts_on, channel, state,
      license_no, claim, decided_by, rights)
    select r.org, 'claimed', r.product, r.edition, r.release, 'device', r.quantity, 'perpetual', r.starts, 'retail', 'active', r.no, r.claim,
      ${personId('officer')}, '{"upgrade":"any"}'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (org uuid, product uuid, edition uuid, release uuid, quantity int, starts date,
      no text, claim jsonb)`.execute(story.db)
}

/** A purchase outside of the platform closes what was missing: entered with its evidence and checked. */
export async function buyElsewhere(story: Timeline, org: Organization) {
  await story.as(null)
  const day = dayOf(story.moment())
  await sql`
    insert into entitlements (org_id, source, product_id, edition_id, release_id, metric, quantity, term, starts_on, channel, state, license_no,
      claim, decided_by, rights)
    select p.org_id, 'claimed', p.product_id, p.edition_id, p.release_id, 'device', p.installed - p.covered, 'perpetual', ${day}::date, 'retail',
      'active', 'BJ-' || substr(p.product_id::text, 1, 6), ${JSON.stringify({ source_type: 'purchased', purchased_on: day })}::jsonb,
      ${personId('officer')}, '{"upgrade":"any"}'
    from position_lines p where p.org_id = ${orgId(org.key)} and p.edition_id is not null and p.installed > p.covered
      and not exists (select from editions e where e.id = p.edition_id and e.household)`.execute(story.db)
  await settle(story.db)
}
