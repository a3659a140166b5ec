import { expect, test } from 'vitest'
import { emptyDemo } from '~db/emptying'
import { cast } from '~db/seeds/cast'
import { upgrade } from '~db/upgrade'
import { aDatabase, aMarket } from '../support/database'
import { peopleOf } from '../support/people'

const { as, app, owner } = await aMarket()
const other = await aDatabase()
const mail = cast[0]!.mail

test('the demo market is thrown away with its ledger, beside a server that reads, and tables and queues come anew', async () => {
  const reading = await app.pool.connect()
  await reading.query('begin; select from rounds')
  const emptied = emptyDemo(as('muster_owner'), mail)
  await reading.query('commit')
  reading.release()
  await emptied
  expect(await upgrade(as('muster_owner'))).toContain('0009_payments.sql')
  const { rows } = await owner.pool.query(
    'select (select count(*)::int from persons) as persons, (select count(*)::int from ledger.postings) as postings, (select array_agg(name order by name) from pgboss.queue) as queues',
  )
  expect(rows).toEqual([{ persons: 0, postings: 0, queues: ['reaction', 'reaction-dead'] }])
})

test('a market that is not the demo’s is left alone', async () => {
  await peopleOf(other).aBuyer()
  await expect(emptyDemo(other.as('muster_owner'), mail)).rejects.toThrow('This is not the demo market')
})
