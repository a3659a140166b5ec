import { sql } from 'kysely'
import { expect, test } from 'vitest'
import * as directory from '~/people/pages/organizations'
import * as office from '~/program/pages/office'
import { aDatabase } from '../support/database'
import { cookieFor, servePages, visit } from '../support/pages'
import { peopleOf } from '../support/people'

const database = await aDatabase()
const { owner, app, worker } = database
let statements = 0
app.pool.on('connect', (client) => {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  // What opens and ends a transaction is text; a statement is an object.
  client.query = ((...given: unknown[]) => {
    if (typeof given[0] === 'object') statements += 1
    return query(...given)
  }) as typeof client.query
})
servePages(app.pool)
const { anOfficer, someone } = peopleOf(database)
const cookie = await cookieFor(worker.db, await anOfficer())
const liaison = await cookieFor(worker.db, await someone('agency', ['liaison']))

async function fill(enterprises: number) {
  await sql`
    insert into organizations (kind, name, uscc, state, verified_at)
    select 'enterprise', 'cost ' || n, 'C' || ${enterprises} || lpad(n::text, 9, '0'), 'verified', now() from generate_series(1, ${enterprises}::int) n`.execute(
    owner.db,
  )
  await sql`
    insert into status_days (org_id, day, status)
    select o.id, current_date - h * 180, 'gap' from organizations o, generate_series(0, 5) h where o.kind = 'enterprise' on conflict do nothing`.execute(
    owner.db,
  )
}

test('the office’s home, an agency’s and the directory take at most twelve statements, as many for few enterprises as for many', async () => {
  const cost = async (loader: (args: any) => Promise<unknown>, who = cookie) => {
    statements = 0
    expect((await visit(loader, { cookie: who })).status).toBe(200)
    return statements
  }
  await fill(3)
  const few = [await cost(office.loader), await cost(office.loader, liaison), await cost(directory.loader)]
  await fill(400)
  const many = [await cost(office.loader), await cost(office.loader, liaison), await cost(directory.loader)]
  expect(many).toEqual(few)
  expect(Math.min(...many)).toBeGreaterThan(3)
  expect(Math.max(...many)).toBeLessThanOrEqual(12)
})
