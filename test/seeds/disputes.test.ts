import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { orgId, personId } from '~db/seeds/people'
import { aMarket } from '../support/database'

const { owner } = await aMarket()

test('a dispute is talked about while its money is held, one is settled and kept, one was just filed', async () => {
  const rows = await owner.db.selectFrom('cases').select('state').execute()
  expect(rows.map(({ state }) => state)).toEqual(
    expect.arrayContaining(['mediation', 'closed_fulfilled', 'filed']),
  )
  const held = await owner.db.selectFrom('holds').selectAll().where('state', '=', 'active').execute()
  expect(held).toHaveLength(1)
  const { balance } = await owner.db
    .selectFrom('ledger.accounts')
    .select('balance')
    .where('id', '=', `held:${held[0]!.orderId}`)
    .executeTakeFirstOrThrow()
  expect(balance).toBe(-held[0]!.posted)
})

test('a vendor has units to deliver anew, with the keys that their holder has marked', async () => {
  const open = await owner.db.selectFrom('replacements').selectAll().where('state', '=', 'open').execute()
  expect(open).toMatchObject([{ quantity: 3, vendorId: orgId('yunfan'), orgId: orgId('lantu') }])
  const faulty = await owner.db.selectFrom('licenseKeys').select('id').where('entitlementId', '=', open[0]!.entitlementId).where('faultyAt', 'is not', null).execute() // oxfmt-ignore
  expect(faulty).toHaveLength(2)
})

test('messages are kept as ciphertexts of their channels', async () => {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from messages where convert_from(substr(body_ct, 1, 0), 'UTF8') = ''
      and position('激活'::bytea in body_ct) > 0`.execute(owner.db)
  expect(rows[0]!.n).toBe(0)
})

test('the mediator has a mandate to answer, and nothing that moves a case is over already', async () => {
  const asked = await owner.db
    .selectFrom('mediatorAppointments')
    .select('mediatorId')
    .where('state', '=', 'asked')
    .execute()
  expect(asked.map(({ mediatorId }) => mediatorId)).toContain(personId('mediator'))
  const late = await owner.db
    .selectFrom('deadlines')
    .select('key')
    .where('state', '=', 'running')
    .where('dueAt', '<', sql<Date>`now()`)
    .where('key', 'not in', ['confirmation', 'reopening', 'notes'])
    .execute()
  expect(late).toEqual([])
})

test('a case waits for the first answer of its respondent, who holds a link that still opens it', async () => {
  const waiting = await owner.db
    .selectFrom('cases')
    .innerJoin('invitations', 'invitations.caseId', 'cases.id')
    .innerJoin('deadlines', 'deadlines.caseId', 'cases.id')
    .select(['cases.respondentId', 'cases.respondedAt'])
    .where('cases.state', '=', 'awaiting_response')
    .where('deadlines.key', '=', 'response')
    .where('deadlines.state', '=', 'running')
    .where('deadlines.dueAt', '>', sql<Date>`now()`)
    .where('invitations.endsAt', '>', sql<Date>`now()`)
    .execute()
  expect(waiting).toContainEqual({ respondentId: orgId('lantu'), respondedAt: null })
})
