import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { seed } from '~db/seeds/index'
import { checkUscc } from '~/people/uscc'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('a market that has been told is left as it is', async () => {
  const before = await counted()
  expect(await seed(owner.db)).toBe(false)
  expect(await counted()).toEqual(before)
})

test('the telling leaves nothing of its own: no schema, no trigger, no setting', async () => {
  const { rows } = await sql<{ left: string }>`
    select nspname as left from pg_namespace where nspname = 'story'
    union all select tgname from pg_trigger where tgname like 'aa_told%'`.execute(owner.db)
  expect(rows).toEqual([])
})

test('every code of an organization passes its check', async () => {
  const codes = await owner.db.selectFrom('organizations').select('uscc').execute()
  expect(codes.filter(({ uscc }) => checkUscc(uscc) !== 'ok')).toEqual([])
})

test('nothing happened after it was told, and everything that did has a time before', async () => {
  const { rows } = await sql<{ kind: string }>`select kind from events where at > now()`.execute(owner.db)
  expect(rows).toEqual([])
})

async function counted() {
  const { rows } = await sql<{ n: string }>`
    select string_agg(t.name || ' ' || (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || t.name, false, true, '')))[1]::text, ', ' order by t.name) as n
    from (select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'ledger')) t`.execute(
    owner.db,
  )
  return rows[0]!.n
}
