import type { RouteConfigEntry } from '@remix-run/route-config'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Access } from '~/people/access'
import routes from '~/routes'
import { orgId } from '~db/seeds/people'
import { aMarket } from './support/database'
import { cookieOf, servePages, visit } from './support/pages'

const { app, owner, worker } = await aMarket()
servePages(app.pool)

type Page = { path: string; file: string; params: string[] }
const flat = (entries: readonly RouteConfigEntry[], above = ''): Page[] =>
  entries.flatMap(({ path, file, children = [] }) => {
    const whole = path ? `${above}/${path}` : above
    return [
      { path: whole, file, params: [...whole.matchAll(/:(\w+)/g)].map(([, name]) => name!) },
      ...flat(children, whole),
    ]
  })
const pages = flat(routes).filter(({ params }) => params.length > 0)

/** Rows that belong to somebody: their id by the name of the parameter, and the organizations whose they are. */
const owned: Record<string, string> = {
  fileId: 'select id, array[org_id] as orgs from files',
  bidId: 'select id, array[vendor_id] as orgs from bids',
  demandId: 'select id, array[org_id] as orgs from demand_lines',
  challengeId: 'select id, array[by_org_id] as orgs from challenges',
  joinId:
    'select j.id, array[j.org_id, a.vendor_id] as orgs from late_joins j join awards a on a.id = j.award_id',
  watchId:
    'select w.id, array[w.by_org_id, a.vendor_id] as orgs from price_watches w join awards a on a.id = w.award_id where w.by_org_id is not null',
  qualificationId: 'select id, array[vendor_id] as orgs from qualifications',
  authorizationId: 'select id, array[vendor_id] as orgs from reseller_authorizations',
  pledgeId: 'select id, array[org_id] as orgs from pledges',
  orderId: 'select id, array[enterprise_id, vendor_id] as orgs from orders',
  changeId:
    'select c.id, array[o.enterprise_id, o.vendor_id] as orgs from order_changes c join orders o on o.id = c.order_id',
  invoiceId:
    'select i.id, array[o.enterprise_id, o.vendor_id] as orgs from invoices i join orders o on o.id = i.order_id',
  noteId:
    'select n.id, array[o.enterprise_id, o.vendor_id] as orgs from delivery_notes n join orders o on o.id = n.order_id',
  deliveryId:
    'select d.id, array[o.enterprise_id, o.vendor_id] as orgs from deliveries d join orders o on o.id = d.order_id',
  entitlementId:
    'select e.id, array[e.org_id, o.vendor_id] as orgs from entitlements e left join deliveries d on d.id = e.delivery_id left join orders o on o.id = d.order_id',
  replacementId: 'select id, array[org_id, vendor_id] as orgs from replacements',
  feeInvoiceId: 'select id, array[vendor_id] as orgs from fee_invoices',
  vendorId: `select id, array[id] as orgs from organizations where kind = 'vendor'`,
  recordNo: 'select no as id, array[org_id, vendor_id] as orgs from purchase_records',
  transferId: 'select id, array[org_id, to_org_id] as orgs from transfers',
  certificateId: 'select id, array[org_id] as orgs from certificates',
  selfInspectionId: 'select id, array[org_id] as orgs from self_inspections',
  rectificationId: 'select id, array[org_id] as orgs from rectifications',
  inspectionId: 'select id, array[org_id] as orgs from inspections',
  checkId:
    'select k.id, array[i.org_id] as orgs from inspection_computers k join inspections i on i.id = k.inspection_id',
  pilotId: 'select id, array[org_id] as orgs from pilots',
  entryId: 'select id, array[org_id] as orgs from blacklist_entries',
  computerId: 'select id, array[org_id] as orgs from computers',
  importId: `select id, array[org_id] as orgs from imports`,
  extractId: `select i.id, array[m.org_id] as orgs from registration_imports i join members m on m.person_id = i.by`,
  organizationId: `select id, array[id] as orgs from organizations where kind = 'enterprise'`,
  bodyId: 'select org_id as id, array[org_id] as orgs from mediation_bodies',
  draftId:
    'select d.id, array[case c.kind when $$team_claimant$$ then k.claimant_id else k.respondent_id end] as orgs from side_drafts d join channels c on c.id = d.channel_id join cases k on k.id = d.case_id',
  sittingId:
    'select m.id, array[c.claimant_id, c.respondent_id, c.body_id] as orgs from case_meetings m join cases c on c.id = m.case_id',
  supportId:
    'select s.id, array[m.org_id] as orgs from case_supports s join members m on m.person_id = s.asked_by',
  caseId: 'select id, array[claimant_id, respondent_id, body_id] as orgs from cases',
  refundId: 'select id, array[enterprise_id] as orgs from refunds',
  payoutId: 'select id, array[vendor_id] as orgs from payouts',
  taskId: 'select id, array[org_id] as orgs from report_tasks',
  targetId: 'select id, array[org_id] as orgs from targets',
  planId: 'select id, array[org_id] as orgs from plans',
  meetingId: 'select id, array[org_id] as orgs from meetings',
  disclosureId: 'select id, array[org_id] as orgs from disclosures',
  statementId: 'select id, array[org_id] as orgs from compliance_statements',
  sellerId: 'select id, array[org_id] as orgs from sellers where org_id is not null',
  visitId: 'select v.id, array[s.org_id] as orgs from market_visits v join sellers s on s.id = v.seller_id',
  marketCaseId:
    'select c.id, array[s.org_id] as orgs from market_cases c join sellers s on s.id = c.seller_id',
  letterId: 'select id, array[org_id] as orgs from responsibility_letters where org_id is not null',
  enrollmentId: 'select id, array[org_id] as orgs from enrollments',
  applicationId: 'select id, array[org_id] as orgs from honor_applications',
  proposalId: 'select id, array[org_id] as orgs from list_proposals',
}

/** Names that everyone at the page may know, that prove themselves, or whose row is the page's own (a product of the position). */
const shared = new Set([
  'token',
  'hash',
  'slug',
  'code',
  'roundId',
  'wishId',
  'campaignId',
  'ledger',
  'lotId',
  'awardId',
  'kind',
  'lineId',
  'postingId',
  'breakId',
  'chargebackId',
  'account',
  'messageId',
  'side',
  'channel',
  'itemId',
  'templateId',
  'version',
  'keyId',
  'proof',
  'no',
  'briefId',
  'announcementId',
  'trainingId',
  'certificateNo',
  'statementNo',
  'release',
  'ocid',
  'size',
  'index',
  'eventId',
  'packId',
  'editionId',
  'callId',
  'surveyId',
])

const strangers = {
  enterprise: ['lantuBuyer', 'lantuApprover'],
  vendor: ['qihangRep'],
  mediation_body: ['mediator4', 'registrar2'],
} as const
const ofOrganization = { lantuBuyer: 'lantu', lantuApprover: 'lantu', qihangRep: 'qihang', mediator4: 'commercialMediation', registrar2: 'commercialMediation' } as const // oxfmt-ignore
const people = Object.values(strangers).flat()
const cookies = Object.fromEntries(
  await Promise.all(people.map(async (key) => [key, await cookieOf(worker.db, key)])),
)

const rows = Object.fromEntries(
  await Promise.all(
    Object.entries(owned).map(async ([name, query]) => {
      const found = await sql<{ id: string; orgs: string[] }>`${sql.raw(query)} order by id limit 40`.execute(
        owner.db,
      )
      return [name, found.rows] as const
    }),
  ),
)

test('every parameter of a path is known: whose row it names, or why anyone may know it', () => {
  const names = new Set(pages.flatMap(({ params }) => params))
  expect([...names].filter((name) => !owned[name] && !shared.has(name))).toEqual([])
})

test.each(Object.keys(owned))('the demo market has rows for %s', (name) => {
  expect(rows[name]!.length).toBeGreaterThan(0)
})

describe.each(pages.filter(({ params }) => params.some((name) => owned[name])))(
  '$path',
  ({ path, file, params }) => {
    test.each(people)('does not exist for %s when the row is foreign', async (key) => {
      const { handle, loader } = (await import(`../app/${file}`)) as {
        handle: { access: Access }
        loader?: never
      }
      if (!loader || handle.access === 'anyone') return
      const foreign = rows[params.findLast((name) => owned[name])!]!.filter(
        ({ orgs }) => !orgs.includes(orgId(ofOrganization[key])),
      )
      // The oldest and the newest.
      for (const { id } of new Set([foreign.at(0), foreign.at(-1)].filter((row) => row !== undefined))) {
        const filled = Object.fromEntries(params.map((name) => [name, id]))
        const { status } = await visit(loader, { path, params: filled, cookie: cookies[key] })
        expect([403, 404]).toContain(status)
      }
    })
  },
)
