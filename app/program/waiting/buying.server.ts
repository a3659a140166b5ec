import { sql } from 'kysely'
import { endOf, type Watch } from './watch'

/** What waits between a need and its award: demand, rounds, bids, prices, openings. */
export const buying = {
  'demand-drafts': {
    roles: ['asset_manager', 'buyer'],
    rows: ({ organizationId }) =>
      sql`select ${endOf('needed_by')} as due, id from demand_lines where state = 'draft' and org_id = ${organizationId}`,
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
  'price-questions': {
    roles: ['vendor'],
    rows: ({ organizationId }) =>
      sql`select q.due_at as due, q.bid_id as id from price_inquiries q join bids b on b.id = q.bid_id where b.vendor_id = ${organizationId} and q.replied_at is null and q.decided_at is null and q.due_at > now()`,
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
  questions: {
    roles: ['officer'],
    rows: () =>
      sql`select r.questions_close_at as due, q.round_id as id from questions q join rounds r on r.id = q.round_id where q.answer is null and r.state in ('published', 'frozen')`,
  },
} satisfies Record<string, Watch>
