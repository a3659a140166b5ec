import { sql } from 'kysely'
import { is } from '~/people/actor'
import { endOf, type Watch } from './watch'

/** What waits in the program: organizations, plans, meetings, publications, honors, surveys, trainings. */
export const office = {
  quizzes: {
    roles: ['buyer', 'asset_manager', 'approver', 'vendor'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, e.training_id as id from enrollments e join training_quizzes q on q.training_id = e.training_id
        join trainings t on t.id = e.training_id and t.state in ('held', 'closed')
        where e.org_id = ${organizationId} and e.state = 'attended' and (q.needed or t.state = 'held')
          and not exists (select from quiz_attempts a where a.enrollment_id = e.id and (a.passed or a.no = 3))`,
  },
  verifications: {
    roles: ['officer'],
    rows: () => sql`select null::timestamptz as due, id from organizations where state = 'submitted'`,
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
      sql`select ${endOf('due_on')} as due, id from resolutions where state = 'open' and org_id = ${organizationId}`,
  },
  calendar: {
    roles: ['officer'],
    // From December on: periods that reach into a year without calendar are provisional (mediation.md §4).
    rows: () =>
      sql`select (y.year || '-01-01')::date::timestamp at time zone 'Asia/Shanghai' as due, uuidv7() as id
        from (select extract(year from d)::int as year from (values (shanghai_day()), (shanghai_day() + 31)) as v (d) group by 1) y
        where not exists (select from calendar_days c where c.day between make_date(y.year, 1, 1) and make_date(y.year, 12, 31))`,
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
      sql`select ${endOf('expires_on')} as due, id from responsibility_letters where state = 'offered' and org_id = ${organizationId}`,
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
      sql`select ${endOf('r.due_on')} as due, t.id from report_tasks t join report_rounds r on r.id = t.round_id where ${sql.join(
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
      sql`select ${endOf('c.closes_on')} as due, c.id from honor_applications a join honor_calls c on c.id = a.call_id
        where a.org_id = ${organizationId} and a.state = 'draft' and c.state = 'open'`,
  },
  surveys: {
    roles: ['buyer', 'asset_manager', 'approver'],
    rows: ({ organizationId }) =>
      sql`select ${endOf('s.due_on')} as due, s.id from survey_answers a join surveys s on s.id = a.survey_id
        where a.org_id = ${organizationId} and s.state = 'open' and a.answered_at is null`,
  },
} satisfies Record<string, Watch>
