import { fork } from 'node:child_process'
import { once } from 'node:events'
import type pg from 'pg'
import type { Someone } from './people'

type Connections = { as: (role: 'muster_app') => unknown; owner: { pool: pg.Pool } }
type Wish = { deed: string; id: string; orderId?: string; amount?: string }

/** Deeds with money in a process of their own, which can be killed in the middle; and all that such deeds leave. */
export function killingOf(database: Connections) {
  function inChild(officer: Someone, wish: Wish, stopAt?: string) {
    const identity = {
      organizationId: officer.orgId,
      personId: officer.personId,
      roles: ['officer'],
      actorKind: 'agency',
      requestId: null,
    }
    const given = [database.as('muster_app'), identity, wish].map((part) => JSON.stringify(part))
    return fork('test/support/money-in-child.ts', stopAt ? [...given, stopAt] : given, {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
  }

  /** Lets the deed run to where it is told to stand still, and kills it there as a power cut would. */
  async function killAt(officer: Someone, wish: Wish, stopAt: string) {
    const child = inChild(officer, wish, stopAt)
    const [said] = await once(child, 'message')
    child.kill('SIGKILL')
    await once(child, 'exit')
    return said as string
  }

  /** The deed as whoever comes after does it. */
  async function finish(officer: Someone, wish: Wish) {
    const child = inChild(officer, wish)
    const [said] = await once(child, 'message')
    await once(child, 'exit')
    return said as string
  }

  /** Every row of money and the balance of every account: what a half deed would change. */
  async function facts() {
    const { rows } = await database.owner.pool.query<{ facts: Record<string, unknown> }>(
      `select jsonb_build_object(
         'matches', (select count(*) from matches), 'parts', (select count(*) from match_parts),
         'payments', (select jsonb_agg(array[id::text, amount::text, refunding::text] order by id) from payments),
         'lines', (select jsonb_agg(array[id::text, state] order by id) from bank_lines),
         'refunds', (select jsonb_agg(array[id::text, state, sources::text] order by id) from refunds),
         'payouts', (select jsonb_agg(array[id::text, state] order by id) from payouts),
         'payout parts', (select count(*) from payout_parts),
         'orders', (select jsonb_agg(array[id::text, state, received::text, refunded::text] order by id) from orders),
         'accounts', (select jsonb_agg(array[id, balance::text] order by id) from ledger.accounts),
         'postings', (select count(*) from ledger.postings), 'events', (select count(*) from events)) as facts`,
    )
    return rows[0]!.facts
  }

  return { killAt, finish, facts }
}
