import { sql } from 'kysely'
import type { Watch } from './watch'

/** What waits in mediation, for parties, registrars and mediators. */
export const cases = {
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
} satisfies Record<string, Watch>
