import { sql } from 'kysely'
import { is } from '~/people/actor'
import { endOf, type Watch } from './watch'

/** What waits over rights and their use: licenses, inventories, self-inspections, inspections, the blacklist. */
export const rights = {
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
  'self-inspections': {
    roles: ['asset_manager', 'approver'],
    rows: ({ organizationId }) =>
      sql`select ${endOf('u.due_on')} as due, s.id from campaign_units u join campaigns c on c.id = u.campaign_id and c.state = 'open' join lateral (select i.id, i.state from self_inspections i where i.campaign_id = u.campaign_id and i.org_id = u.org_id order by i.version desc limit 1) s on s.state in ('invited', 'in_progress', 'returned') where u.org_id = ${organizationId}`,
  },
  rectifications: {
    roles: ['asset_manager', 'approver', 'inspector', 'officer'],
    rows: (actor) =>
      is(actor, 'inspector', 'officer')
        ? sql`select null::timestamptz as due, id from rectifications where state = 'submitted'`
        : sql`select ${endOf('due_on')} as due, id from rectifications where org_id = ${actor.organizationId} and state in ('issued', 'in_progress', 'returned')`,
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
      sql`select ${endOf('needed_by')} as due, id from renewals where org_id = ${organizationId} and state = 'open'`,
  },
  'true-ups': {
    roles: ['asset_manager', 'approver'],
    rows: (actor) =>
      sql`select ${endOf('held_until')} as due, id from true_ups where org_id = ${actor.organizationId} and state in ${is(actor, 'approver') ? sql`('proposed', 'edited')` : sql`('proposed')`}`,
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
  'inspection-hearings': {
    roles: ['approver'],
    rows: ({ organizationId }) =>
      sql`select null::timestamptz as due, id from inspections where org_id = ${organizationId} and state = 'concluded' and signed_at is null and objection is null`,
  },
  visits: {
    roles: ['inspector'],
    rows: ({ personId }) =>
      sql`select ${endOf('visit_on')} as due, id from inspections where state in ('announced', 'visiting') and ${personId} = any (team)`,
  },
  objections: {
    roles: ['officer'],
    rows: () =>
      sql`select objection_due as due, id from inspections where state = 'concluded' and objection is not null and answer is null`,
  },
  'blacklist-entries': {
    roles: ['officer'],
    rows: ({ personId }) =>
      sql`select case state when 'listed' then coalesce(case when correction_refused is null then correction_due end, case when removal_asked_at is null then ${endOf('review_on')} end) when 'noticed' then null end as due, id from blacklist_entries
        where state = 'proposed' or state = 'noticed' and answer_due <= now() and proposed_by <> ${personId}
          or state = 'listed' and proposed_by <> ${personId} and (removal_asked_at is not null and removal_first_by is distinct from ${personId})
          or state = 'listed' and correction is not null and correction_by <> ${personId}
          or state = 'listed' and correction is null and correction_asked_at is not null and correction_refused is null`,
  },
  reviews: {
    roles: ['liaison'],
    rows: () => sql`select review_due as due, id from self_inspections where state = 'submitted'`,
  },
} satisfies Record<string, Watch>
