import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { type Kysely, sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { account } from '~/payments/ledger/accounts'
import { holdReleased, orderConfirmed } from '~/payments/ledger/postings'
import type { Database } from '~db/schema'
import { aDatabase } from '../support/database'
import { tradeOf } from '../support/orders'

const database = await aDatabase()
const { owner } = database
const trade = tradeOf(database)
const { db } = await trade.anOfficer()

type Leg = [account: string, amount: bigint]

async function post(
  key: string,
  legs: readonly Leg[],
  { kind = 'match', reverses = null as string | null, on = db as Kysely<Database> } = {},
) {
  const { rows } = await sql<{
    id: string
  }>`select ledger.post(${key}, ${kind}, null, now(), ${legs.map(([id]) => id)}::text[], ${legs.map(([, fen]) => fen)}::bigint[], null, ${reverses}::uuid) as id`.execute(
    on,
  )
  return rows[0]!.id
}

const open = (...ids: string[]) =>
  sql`select ledger.open_account(id, null, null, 'CNY', id like '%:out') from unnest(${ids}::text[]) id`.execute(
    db,
  )
const balanceOf = async (id: string) =>
  (await db.selectFrom('ledger.accounts').select('balance').where('id', '=', id).executeTakeFirstOrThrow())
    .balance
const key = () => `test:${randomUUID()}`

beforeAll(() => open('bank:a', 'bank:b', 'suspense:1:in', 'unapplied:e', 'clawback:v', 'recv:x', 'loss'))

test('a posting that does not sum to zero is refused when its transaction ends', async () => {
  await expect(
    post(key(), [
      ['bank:a', 100n],
      ['loss', -99n],
    ]),
  ).rejects.toThrow('posting-unbalanced')
  expect(await balanceOf('bank:a')).toBe(0n)
})

test('a posting with one leg, or none, is refused', async () => {
  await expect(post(key(), [['bank:a', 100n]])).rejects.toThrow('posting-one-legged')
  await expect(post(key(), [])).rejects.toThrow('posting-one-legged')
})

test('a zero leg and an unknown account are refused', async () => {
  await expect(
    post(key(), [
      ['bank:a', 0n],
      ['loss', 0n],
    ]),
  ).rejects.toThrow('entries_amount_check')
  await expect(
    post(key(), [
      ['bank:a', 5n],
      ['bank:nowhere', -5n],
    ]),
  ).rejects.toThrow('account-unknown')
})

test('the same key with the same entries answers the same posting, with others it is an error', async () => {
  const same = key()
  const first = await post(same, [
    ['bank:b', 40n],
    ['loss', -40n],
  ])
  expect(
    await post(same, [
      ['loss', -40n],
      ['bank:b', 40n],
    ]),
  ).toBe(first)
  await expect(
    post(same, [
      ['bank:b', 41n],
      ['loss', -41n],
    ]),
  ).rejects.toThrow('posting-key-reused')
  await expect(
    post(
      same,
      [
        ['bank:b', 40n],
        ['loss', -40n],
      ],
      { kind: 'other' },
    ),
  ).rejects.toThrow('posting-key-reused')
  expect(await balanceOf('bank:b')).toBe(40n)
})

test('an account keeps its side of zero', async () => {
  await expect(
    post(key(), [
      ['unapplied:e', 1n],
      ['bank:a', -1n],
    ]),
  ).rejects.toThrow('money-not-there')
  await expect(
    post(key(), [
      ['clawback:v', -1n],
      ['bank:a', 1n],
    ]),
  ).rejects.toThrow('money-not-there')
  await post(key(), [
    ['bank:a', 10n],
    ['unapplied:e', -10n],
  ])
  await expect(
    post(key(), [
      ['unapplied:e', 11n],
      ['bank:a', -11n],
    ]),
  ).rejects.toThrow('money-not-there')
})

test('a suspense account takes the side of its line', async () => {
  await open('suspense:2:out')
  await expect(
    post(key(), [
      ['suspense:2:out', -5n],
      ['bank:a', 5n],
    ]),
  ).rejects.toThrow('money-not-there')
  await post(key(), [
    ['suspense:2:out', 5n],
    ['bank:a', -5n],
  ])
  await expect(sql`select ledger.open_account('suspense:3')`.execute(db)).rejects.toThrow(
    'account-kind-unknown',
  )
  await expect(open('wallet:x')).rejects.toThrow('account-kind-unknown')
})

test('a reversal is the exact opposite, once', async () => {
  const first = await post(key(), [
    ['bank:a', 70n],
    ['loss', -70n],
  ])
  await expect(
    post(
      key(),
      [
        ['bank:a', -69n],
        ['loss', 69n],
      ],
      { reverses: first },
    ),
  ).rejects.toThrow('reversal-differs')
  await expect(
    post(
      key(),
      [
        ['bank:a', -70n],
        ['bank:b', 70n],
      ],
      { reverses: first },
    ),
  ).rejects.toThrow('reversal-differs')
  await post(
    key(),
    [
      ['bank:a', -70n],
      ['loss', 70n],
    ],
    { reverses: first },
  )
  await expect(
    post(
      key(),
      [
        ['bank:a', -70n],
        ['loss', 70n],
      ],
      { reverses: first },
    ),
  ).rejects.toThrow('postings_reverses_key')
})

test.each(['muster_app', 'muster_worker', 'muster_owner'])(
  '%s cannot write the ledger but through post()',
  async (role) => {
    const statements = [
      `insert into ledger.entries values (gen_random_uuid(), 'bank:a', 1, 1, 1)`,
      `insert into ledger.postings (key, kind, event_at, fingerprint) values ('xyz', 'x', now(), sha256(''))`,
      `insert into ledger.accounts (id, kind, currency, may_debit, may_credit) values ('bank:mine', 'bank', 'CNY', true, true)`,
      'update ledger.accounts set balance = 0',
      'update ledger.entries set amount = 1',
      `update ledger.postings set kind = 'x'`,
      'delete from ledger.entries',
      'delete from ledger.postings',
      'delete from ledger.accounts',
      'truncate ledger.entries',
    ]
    const pool =
      role === 'muster_app' ? database.app.pool : role === 'muster_worker' ? database.worker.pool : owner.pool
    for (const statement of statements)
      await expect(pool.query(statement), statement).rejects.toThrow('permission denied')
  },
)

test('not even the owner of the ledger changes or removes what stands there', async () => {
  const client = await owner.pool.connect()
  try {
    await client.query('set role ledger_owner')
    for (const statement of [
      'update ledger.entries set amount = 1',
      `update ledger.postings set kind = 'x'`,
      'delete from ledger.entries',
      'delete from ledger.postings',
      'truncate ledger.entries cascade',
      'truncate ledger.postings cascade',
      'truncate ledger.accounts cascade',
      'delete from ledger.accounts',
      'update ledger.accounts set balance = 0',
    ])
      await expect(client.query(statement), statement).rejects.toMatchObject({ code: 'MU001' })
    await expect(
      client.query(
        `insert into ledger.postings (key, kind, event_at, fingerprint) values ('bare', 'x', now(), sha256(''))`,
      ),
    ).rejects.toThrow('posting-one-legged')
    const posted = await post(key(), [
      ['bank:a', 3n],
      ['loss', -3n],
    ])
    await expect(
      client.query(`insert into ledger.entries (posting_id, account_id, amount) values ($1, 'bank:b', 7)`, [
        posted,
      ]),
    ).rejects.toThrow('posting-unbalanced')
  } finally {
    await client.query('reset role')
    client.release()
  }
})

test('what SQL posts for an order is what the rule says', async () => {
  const order = await trade.aConfirmedOrder({ lines: [{ quantity: 2, unitPrice: 333n }] })
  const rows = await db
    .selectFrom('ledger.entries')
    .innerJoin('ledger.postings', 'ledger.postings.id', 'ledger.entries.postingId')
    .select(['key', 'kind', 'accountId', 'amount'])
    .where('ledger.postings.orderId', '=', order.id)
    .orderBy('accountId')
    .execute()
  const { entries, ...rule } = orderConfirmed(order.id, 666n)
  expect(rows.map(({ accountId, amount }) => ({ account: accountId, amount }))).toEqual(
    entries.toSorted((a, b) => (a.account < b.account ? -1 : 1)),
  )
  expect(rows[0]).toMatchObject({ key: rule.key, kind: rule.kind })
  expect(holdReleased('h', order.id, 1n).key).toBe('hold:h:released')
})

test('the two parties read the accounts of their order, others none, and members never a bank account', async () => {
  const order = await trade.aConfirmedOrder()
  const stranger = await trade.aVendor()
  const seen = async ({ db: of }: { db: Kysely<Database> }) =>
    (await of.selectFrom('ledger.accounts').select('id').execute()).map(({ id }) => id)
  expect(await seen(order.buyer)).toContain(account.receivable(order.id))
  expect(await seen(order.vendor)).toContain(account.payable(order.id))
  expect(await seen(stranger)).toEqual([])
  expect((await seen(order.buyer)).filter((id) => id.startsWith('bank:'))).toEqual([])
  expect(await order.buyer.db.selectFrom('ledger.postings').select('key').execute()).toEqual([
    { key: `order:${order.id}:confirmed` },
  ])
})

const invariants = async () => {
  const { rows } = await sql<{ problem: string }>`
    select 'sum ' || currency as problem from ledger.accounts group by currency having sum(balance) <> 0
    union all select 'stored ' || a.id from ledger.accounts a where balance <> (select coalesce(sum(amount), 0) from ledger.entries where account_id = a.id)
    union all select 'chain ' || account_id from (
      select account_id, balance_after - amount as before, lag(balance_after, 1, 0) over (partition by account_id order by account_version) as earlier, account_version, row_number() over (partition by account_id order by account_version) as n from ledger.entries) c
      where before <> earlier or account_version <> n
    union all select 'sign ' || id from ledger.accounts where (not may_debit and balance > 0) or (not may_credit and balance < 0)`.execute(
    db,
  )
  return rows.map(({ problem }) => problem)
}

test('random postings, repeated and mixed up, keep every invariant', async () => {
  const accounts = ['bank:r1', 'bank:r2', 'unapplied:r', 'clawback:r', 'recv:r', 'due:r', 'fee']
  await open(...accounts)
  const leg = fc.record({
    from: fc.constantFrom(...accounts),
    to: fc.constantFrom(...accounts),
    fen: fc.bigInt(-60n, 100n),
    key: fc.integer({ min: 1, max: 40 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(leg, { minLength: 5, maxLength: 25 }), async (legs) => {
      await Promise.all(
        legs.map(({ from, to, fen, key: n }) =>
          post(`random:${n}`, [
            [from, -fen],
            [to, fen],
          ]).catch((error: { code?: string }) => {
            if (error.code === '40P01') throw error
          }),
        ),
      )
      expect(await invariants()).toEqual([])
    }),
    { numRuns: 25 },
  )
})

test('two hundred postings at once over shared accounts: no deadlock, each key once', async () => {
  await open('bank:h1', 'bank:h2', 'bank:h3')
  const ids = ['bank:h1', 'bank:h2', 'bank:h3']
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      post(
        `hot:${n % 100}`,
        [
          [ids[n % 3]!, 1n],
          [ids[(n + 1) % 3]!, 1n],
          [ids[(n + 2) % 3]!, -2n],
        ].map((leg) => leg) as Leg[],
      ).then(
        () => 'ok',
        (error) => error.message,
      ),
    ),
  )
  expect(new Set(answers.filter((answer) => answer !== 'ok'))).toEqual(
    new Set(['posting-key-reused'].filter(() => answers.some((answer) => answer !== 'ok'))),
  )
  expect(await invariants()).toEqual([])
  const { count } = await db
    .selectFrom('ledger.postings')
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .where('key', 'like', 'hot:%')
    .executeTakeFirstOrThrow()
  expect(count).toBe(100n)
})
