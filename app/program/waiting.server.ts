import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Role } from '~/kernel/role'
import { type Actor, is } from '~/people/actor'
import { places, type Waiting, type WaitingKind } from './waiting'

type Watch = { roles: readonly Role[]; rows: (actor: Actor) => RawBuilder<unknown> }

// Each gives rows (due, subject) under the row policies of whoever asks; the subject of a single row is its link.
const watches = {
  'demand-drafts': {
    roles: ['asset_manager', 'buyer'],
    rows: ({ organizationId }) =>
      sql`select needed_by::timestamptz as due, id from demand_lines where state = 'draft' and org_id = ${organizationId}`,
  },
  interests: {
    roles: ['buyer', 'approver'],
    rows: ({ organizationId }) =>
      sql`select w.eoi_closes_at as due, w.id from demand_lines l join wishes w on w.id = l.wish_id where l.org_id = ${organizationId} and l.state = 'open' and l.confirmed is null and w.state = 'eoi_open' and w.eoi_closes_at > now()`,
  },
  wishes: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from wishes where state = 'threshold_met'`,
  },
  queue: {
    roles: ['asset_manager'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, product_id as id from positions where org_id = ${organizationId} and unknown + undetermined > 0`,
  },
  gaps: {
    roles: ['asset_manager'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, product_id as id from positions where org_id = ${organizationId} and gap > 0`,
  },
  imports: {
    roles: ['asset_manager'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, id from imports where org_id = ${organizationId} and state in ('read', 'mapped')`,
  },
  joinable: {
    roles: ['buyer'],
    rows: ({ organizationId }) =>
      sql`select pledges_close_at as due, id from rounds r where state = 'published' and not exists (select from pledges p where p.round_id = r.id and p.org_id = ${organizationId} and p.state in ('draft', 'awaiting_approval', 'active'))`,
  },
  approvals: {
    roles: ['approver'],
    rows: ({ organizationId }) =>
      sql`select r.pledges_close_at as due, p.id from pledges p join rounds r on r.id = p.round_id where p.org_id = ${organizationId} and (p.state = 'awaiting_approval' or (p.state in ('active', 'invalidated') and p.asked_version > p.version)) and r.state = 'published'`,
  },
  'join-approvals': {
    roles: ['approver'],
    rows: ({ organizationId }) =>
      sql`select r.late_join_until as due, j.id from late_joins j join awards a on a.id = j.award_id join lots l on l.id = a.lot_id join rounds r on r.id = l.round_id where j.org_id = ${organizationId} and j.state = 'requested'`,
  },
  confirmations: {
    roles: ['approver'],
    rows: ({ organizationId }) =>
      sql`select confirm_due as due, id from orders where enterprise_id = ${organizationId} and state = 'placed'`,
  },
  payments: {
    roles: ['buyer'],
    rows: ({ organizationId }) =>
      sql`select next_due(id, received) as due, id from orders where enterprise_id = ${organizationId} and state in ('confirmed', 'funded', 'delivered', 'accepted') and next_due(id, received) is not null`,
  },
  acceptances: {
    roles: ['buyer', 'asset_manager'],
    rows: ({ organizationId }) =>
      sql`select n.accept_due as due, n.order_id as id from delivery_notes n join orders o on o.id = n.order_id where o.enterprise_id = ${organizationId} and n.state = 'sent'`,
  },
  changes: {
    roles: ['approver', 'vendor'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, c.order_id as id from order_changes c join orders o on o.id = c.order_id where c.state = 'proposed' and ${organizationId} = case c.proposed_side when 'enterprise' then o.vendor_id when 'vendor' then o.enterprise_id end`,
  },
  'self-inspections': {
    roles: ['asset_manager', 'approver'],
    rows: ({ organizationId }) =>
      sql`select u.due_on::timestamptz as due, s.id from campaign_units u join campaigns c on c.id = u.campaign_id and c.state = 'open' join lateral (select i.id, i.state from self_inspections i where i.campaign_id = u.campaign_id and i.org_id = u.org_id order by i.version desc limit 1) s on s.state in ('invited', 'in_progress', 'returned') where u.org_id = ${organizationId}`,
  },
  rectifications: {
    roles: ['asset_manager', 'approver', 'inspector', 'officer'],
    rows: (actor) =>
      is(actor, 'inspector', 'officer')
        ? sql`select null::timestamptz as due, id from rectifications where state = 'submitted'`
        : sql`select due_on::timestamptz as due, id from rectifications where org_id = ${actor.organizationId} and state in ('issued', 'in_progress', 'returned')`,
  },
  pilots: {
    roles: ['asset_manager', 'officer'],
    rows: (actor) =>
      is(actor, 'officer')
        ? sql`select null::timestamptz as due, id from pilots where state = 'applied' or state = 'assessed' and assessed_by <> ${actor.personId}`
        : sql`select null::timestamptz as due, id from pilots where state = 'selected' and org_id = ${actor.organizationId}`,
  },
  packs: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from recognition_packs where state = 'loaded'`,
  },
  aliases: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, id from recognition_aliases where org_id is null and state in ('offered', 'frozen')`,
  },
  renewals: {
    roles: ['asset_manager'],
    rows: ({ organizationId }) =>
      sql`select needed_by::timestamptz as due, id from renewals where org_id = ${organizationId} and state = 'open'`,
  },
  'true-ups': {
    roles: ['asset_manager', 'approver'],
    rows: (actor) =>
      sql`select (held_until + 1)::timestamptz as due, id from true_ups where org_id = ${actor.organizationId} and state in ${is(actor, 'approver') ? sql`('proposed', 'edited')` : sql`('proposed')`}`,
  },
  transfers: {
    roles: ['asset_manager', 'approver'],
    rows: (actor) =>
      sql`select null::timestamptz as due, id from transfers where state = 'offered' and to_org_id = ${actor.organizationId}
        ${is(actor, 'approver') ? sql`or state = 'accepted' and org_id = ${actor.organizationId} and offered_by <> ${actor.personId}` : sql``}`,
  },
  'key-exports': {
    roles: ['asset_manager', 'approver'],
    rows: (actor) =>
      sql`select null::timestamptz as due, entitlement_id as id from key_exports where org_id = ${actor.organizationId}
        and (state = 'approved' and asked_by = ${actor.personId}
          ${is(actor, 'approver') ? sql`or state = 'requested' and asked_by <> ${actor.personId}` : sql``})`,
  },
  'blacklist-answers': {
    roles: ['approver', 'head', 'vendor'],
    rows: ({ organizationId }) =>
      sql`select answer_due as due, id from blacklist_entries where org_id = ${organizationId} and state = 'noticed' and answer is null and answer_due > now()`,
  },
  quizzes: {
    roles: ['buyer', 'asset_manager', 'approver', 'vendor'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, e.training_id as id from enrollments e join training_quizzes q on q.training_id = e.training_id
        join trainings t on t.id = e.training_id and t.state in ('held', 'closed')
        where e.org_id = ${organizationId} and e.state = 'attended' and (q.needed or t.state = 'held')
          and not exists (select from quiz_attempts a where a.enrollment_id = e.id and (a.passed or a.no = 3))`,
  },
  'inspection-hearings': {
    roles: ['approver'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, id from inspections where org_id = ${organizationId} and state = 'concluded' and signed_at is null and objection is null`,
  },
  qualification: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select cure_until as due, id from qualifications where vendor_id = ${organizationId} and state = 'returned'`,
  },
  qualifications: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, id from qualifications where state in ('applied', 'in_review')`,
  },
  appeals: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, q.id from qualification_appeals a join qualifications q on q.id = a.qualification_id where a.decided_at is null and q.suspended_by is distinct from ${personId}::uuid`,
  },
  'authorizations-returned': {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, id from reseller_authorizations where vendor_id = ${organizationId} and state = 'returned'`,
  },
  authorizations: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, id from reseller_authorizations where state = 'submitted'`,
  },
  biddable: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select bids_close_at as due, id from rounds r where state in ('published', 'frozen') and not exists (select from bids b where b.round_id = r.id and b.vendor_id = ${organizationId} and b.state = 'sealed')`,
  },
  joins: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select j.confirm_due as due, j.id from late_joins j join awards a on a.id = j.award_id where a.vendor_id = ${organizationId} and j.state = 'approved'`,
  },
  'lower-prices': {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select w.answer_due as due, w.id from price_watches w join awards a on a.id = w.award_id where a.vendor_id = ${organizationId} and w.state = 'raised' and w.answer_due > now()`,
  },
  'vendor-confirmations': {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select confirm_due as due, id from orders where vendor_id = ${organizationId} and state = 'placed'`,
  },
  'price-questions': {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select q.due_at as due, q.bid_id as id from price_inquiries q join bids b on b.id = q.bid_id where b.vendor_id = ${organizationId} and q.replied_at is null and q.decided_at is null and q.due_at > now()`,
  },
  deliveries: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select deliver_due as due, id from orders where vendor_id = ${organizationId} and state = 'funded'`,
  },
  invoices: {
    roles: ['vendor', 'officer'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, o.id from orders o cross join lateral order_invoiced(o.id) v
        where (o.vendor_id = ${organizationId} or o.reseller_id = ${organizationId}) and (
          exists (select from invoices i where i.order_id = o.id and i.issuer_id = ${organizationId} and i.state in ('requested', 'red_confirmed'))
          or o.state = 'accepted' and case
            when o.reseller_id is null then o.received - o.refunded > v.sold
            when o.vendor_id = ${organizationId} then less_fee(o.received - o.refunded, o.fee_bps) > v.supplied
            else o.received - o.refunded > v.sold end)`,
  },
  verifications: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from organizations where state = 'submitted'`,
  },
  taxes: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from sku_taxes where state = 'proposed'`,
  },
  taxpayers: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from vendor_taxes where state = 'proposed'`,
  },
  'sealed-scans': {
    roles: ['officer'],
    rows: () =>
      sql`select o.confirm_due as due, s.id from sealed_scans s join orders o on o.id = s.order_id where s.state = 'sent' and o.state = 'placed'`,
  },
  'opener-keys': {
    roles: ['opener'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, k.round_id as id from opener_keys k join rounds r on r.id = k.round_id
        where k.person_id = ${personId} and k.ready_at is null and r.state = 'draft'
        union all select null, s.round_id from opener_successors s where s.person_id = ${personId} and s.ready_at is null`,
  },
  openings: {
    roles: ['officer', 'opener'],
    rows: () => sql`select opening_at as due, id from rounds where state = 'closed'`,
  },
  'price-answers': {
    roles: ['officer'],
    rows: () =>
      sql`select q.due_at as due, q.bid_id as id from price_inquiries q where q.decided_at is null and (q.replied_at is not null or q.due_at <= now())`,
  },
  challenges: {
    roles: ['officer'],
    rows: () =>
      sql`select case when state in ('filed', 'admitted') then reply_due end as due, id from challenges where state in ('filed', 'admitted') or (outcome in ('upheld', 'partly') and remedy is null)`,
  },
  watches: {
    roles: ['officer'],
    rows: () =>
      sql`select answer_due as due, id from price_watches where state = 'answered' or (state = 'raised' and answer_due <= now())`,
  },
  decisions: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, id from rounds r where state in ('technical_opened', 'eligibility_fixed', 'prices_opened') and not exists (select from price_inquiries q join bids b on b.id = q.bid_id where b.round_id = r.id and q.decided_at is null)`,
  },
  'statement-lines': {
    roles: ['officer', 'payment'],
    rows: () => sql`select booked_at as due, id from bank_lines where state in ('open', 'proposed')`,
  },
  unapplied: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, org_id as id from ledger.accounts where kind = 'unapplied' and balance < 0`,
  },
  'short-payments': {
    roles: ['officer', 'payment'],
    rows: () =>
      sql`select null::timestamptz as due, s.order_id as id from short_dues s where not exists (select from short_payments t
        where t.order_id = s.order_id and t.due_no = s.due_no and t.missing = s.missing)`,
  },
  chargebacks: {
    roles: ['officer'],
    rows: () =>
      sql`select due_at as due, id from chargebacks where state in ('warning', 'open') and answered_at is null and coalesce(due_at > now(), true)`,
  },
  'fraud-warnings': {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from fraud_warnings where reviewed_at is null`,
  },
  refunds: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from refunds where state in ('requested', 'failed') and not suspended and coalesce(prepared_by <> ${personId}, true)`,
  },
  'write-offs': {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, vendor_id as id from write_offs where state = 'proposed' and proposed_by <> ${personId}`,
  },
  payouts: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from payouts where state = 'prepared' and prepared_by <> ${personId} and coalesce(approved_by <> ${personId}, true)
        union all select null, y.id from payouts y where y.state in ('failed', 'returned')
          and exists (select from payout_parts p join ledger.accounts a on a.order_id = p.order_id and a.kind = 'payable' and a.balance <> 0
            where p.payout_id = y.id and not exists (select from payout_parts q join payouts z on z.id = q.payout_id
              where q.order_id = p.order_id and z.id > y.id and z.state <> 'dropped'))`,
  },
  payees: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from payee_accounts where state in ('proposed', 'checked') and coalesce(first_checked_by <> ${personId}, true)`,
  },
  questions: {
    roles: ['officer'],
    rows: () =>
      sql`select r.questions_close_at as due, q.round_id as id from questions q join rounds r on r.id = q.round_id where q.answer is null and r.state in ('published', 'frozen')`,
  },
  visits: {
    roles: ['inspector'],
    rows: ({ personId }) =>
      sql`select visit_on::timestamptz as due, id from inspections where state in ('announced', 'visiting') and ${personId} = any (team)`,
  },
  objections: {
    roles: ['officer'],
    rows: () =>
      sql`select objection_due as due, id from inspections where state = 'concluded' and objection is not null and answer is null`,
  },
  'blacklist-entries': {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select case state when 'listed' then coalesce(case when correction_refused is null then correction_due end, case when removal_asked_at is null then review_on::timestamptz end) when 'noticed' then null end as due, id from blacklist_entries
        where state = 'proposed' or state = 'noticed' and answer_due <= now() and proposed_by <> ${personId}
          or state = 'listed' and proposed_by <> ${personId} and (removal_asked_at is not null and removal_first_by is distinct from ${personId})
          or state = 'listed' and correction is not null and correction_by <> ${personId}
          or state = 'listed' and correction is null and correction_asked_at is not null and correction_refused is null`,
  },
  reviews: {
    roles: ['liaison'],
    rows: () => sql`select review_due as due, id from self_inspections where state = 'submitted'`,
  },
  targets: {
    roles: ['officer', 'liaison'],
    rows: (actor) =>
      is(actor, 'officer')
        ? sql`select null::timestamptz as due, id from targets where state = 'proposed'`
        : sql`select null::timestamptz as due, id from targets where state = 'returned' and org_id = ${actor.organizationId}`,
  },
  meetings: {
    roles: ['liaison', 'leader', 'officer'],
    rows: (actor) =>
      is(actor, 'officer')
        ? sql`select starts_at as due, id from meetings where state = 'held' and minutes is not null and minutes_by <> ${actor.personId} or state = 'invited' and starts_at < now()`
        : sql`select m.starts_at as due, m.id from meetings m join meeting_members i on i.meeting_id = m.id where m.state = 'invited' and i.org_id = ${actor.organizationId} and i.answer is null`,
  },
  resolutions: {
    roles: ['liaison', 'leader'],
    rows: ({ organizationId }) =>
      sql`select due_on::timestamptz as due, id from resolutions where state = 'open' and org_id = ${organizationId}`,
  },
  briefs: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from briefs where state = 'in_review' and written_by <> ${personId}`,
  },
  announcements: {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select publish_at as due, id from announcements where state = 'in_review' and approved_by is null and written_by <> ${personId}`,
  },
  disclosures: {
    roles: ['officer'],
    rows: () =>
      sql`select null::timestamptz as due, d.id from disclosures d where not exists (select from disclosure_follow_ups f where f.disclosure_id = d.id)`,
  },
  letters: {
    roles: ['approver', 'vendor', 'signatory'],
    rows: ({ organizationId }) =>
      sql`select expires_on::timestamptz as due, id from responsibility_letters where state = 'offered' and org_id = ${organizationId}`,
  },
  findings: {
    roles: ['inspector'],
    rows: () =>
      sql`select null::timestamptz as due, v.id from market_visits v where v.finding <> 'none' and not exists (select from market_cases c where c.visit_id = v.id)`,
  },
  'typical-cases': {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, id from market_cases where published is not null and published_at is null and masked_by <> ${personId}`,
  },
  reports: {
    roles: ['liaison', 'leader', 'officer'],
    rows: (actor) =>
      sql`select r.due_on::timestamptz as due, t.id from report_tasks t join report_rounds r on r.id = t.round_id where ${sql.join(
        [
          is(actor, 'liaison')
            ? sql`t.org_id = ${actor.organizationId} and t.state in ('open', 'returned')`
            : sql`false`,
          is(actor, 'leader')
            ? sql`t.org_id = ${actor.organizationId} and t.state = 'submitted'`
            : sql`false`,
          is(actor, 'officer') ? sql`t.state = 'approved_by_leader'` : sql`false`,
        ],
        sql` or `,
      )}`,
  },
  listings: {
    roles: ['officer', 'liaison'],
    rows: (actor) =>
      is(actor, 'officer')
        ? sql`select null::timestamptz as due, id from list_proposals where state = 'in_review'`
        : sql`select null::timestamptz as due, id from list_proposals where state = 'submitted' and app_reviews_list() and org_id <> ${actor.organizationId}`,
  },
  scorecards: {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select comment_due as due, id from scorecards where vendor_id = ${organizationId} and state = 'shown' and comment is null and comment_due > now()`,
  },
  'honor-calls': {
    roles: ['officer'],
    rows: () =>
      sql`select distinct null::timestamptz as due, c.id from honor_calls c left join honor_objections b on b.call_id = c.id and b.answered_at is null
        where c.state = 'noticed' and (b.id is not null or c.notice_until <= now())`,
  },
  'honor-scores': {
    roles: ['evaluator'],
    rows: ({ personId }) =>
      sql`select null::timestamptz as due, a.id from honor_applications a join honor_calls c on c.id = a.call_id
        where a.state = 'eligible' and c.state = 'scoring' and honor_conflict(a.id) is null
          and not exists (select from honor_scores s where s.application_id = a.id and s.reviewer_id = ${personId})`,
  },
  'honor-drafts': {
    roles: ['buyer', 'approver'],
    rows: ({ organizationId }) =>
      sql`select (c.closes_on + 1)::timestamptz as due, c.id from honor_applications a join honor_calls c on c.id = a.call_id
        where a.org_id = ${organizationId} and a.state = 'draft' and c.state = 'open'`,
  },
  surveys: {
    roles: ['buyer', 'asset_manager', 'approver'],
    rows: ({ organizationId }) =>
      sql`select (s.due_on + 1)::timestamptz as due, s.id from survey_answers a join surveys s on s.id = a.survey_id
        where a.org_id = ${organizationId} and s.state = 'open' and a.answered_at is null`,
  },
  cases: {
    roles: ['buyer', 'asset_manager', 'approver', 'vendor', 'mediator', 'registrar'],
    rows: () =>
      sql`select min(d.due_at) as due, c.id from cases c join deadlines d on d.case_id = c.id and d.state = 'running' where has_seat(c.id) group by c.id`,
  },
  intake: {
    roles: ['registrar'],
    rows: ({ organizationId }) =>
      sql`select min(d.due_at) as due, c.id from cases c left join deadlines d on d.case_id = c.id and d.state = 'running' where c.body_id = ${organizationId} and c.state in ('filed', 'mediator_selection') group by c.id`,
  },
  mandates: {
    roles: ['mediator'],
    rows: ({ personId }) =>
      sql`select asked_at as due, case_id as id from mediator_appointments where mediator_id = ${personId} and state = 'asked'`,
  },
} satisfies Record<WaitingKind, Watch>

/** Everything that waits for this person, the most urgent first: one statement, whatever the number of roles. */
export async function listWaiting(db: Kysely<Database>, actor: Actor): Promise<Waiting[]> {
  const own = (Object.entries(watches) as [WaitingKind, Watch][]).filter(([, { roles }]) =>
    is(actor, ...roles),
  )
  if (own.length === 0) return []
  const parts = own.map(
    ([kind, { rows }]) =>
      sql`select ${kind}::text as kind, count(*)::int as count, min(due) as due_at, (array_agg(id))[1]::text as subject_id from (${rows(actor)}) as its`,
  )
  const { rows } =
    await sql<Waiting>`select * from (${sql.join(parts, sql` union all `)}) as waiting where count > 0 order by due_at nulls last`.execute(
      db,
    )
  return rows.map((row) => ({ ...row, subjectId: row.count === 1 ? row.subjectId : null }))
}

/** How much waits at each place of the navigation. */
export async function countPlaces(db: Kysely<Database>, actor: Actor) {
  const counts: Record<string, number> = {}
  for (const { kind, count } of await listWaiting(db, actor))
    counts[places[kind].to] = (counts[places[kind].to] ?? 0) + count
  return counts
}
