import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addLine, openLines } from '~/demands/commands.server'
import { countLines } from '~/demands/queries.server'
import { pledgeForm } from '~/rounds/form'
import { pledgeFormOf } from '~/rounds/pledges/conditions'
import { foldDeltas, refreshBands, volumesOf } from '~/rounds/pledges/figures.server'
import { freezeRound } from '~/rounds/pledges/freeze.server'
import { letOnePersonApprove, setLimit } from '~/rounds/pledges/limits.server'
import { findOwnConditions, findPledge, listPledges, listVersions } from '~/rounds/pledges/queries.server'
import { stopOrganization } from '~/rounds/pledges/reactions.server'
import { askApproval, discardChange, returnPledge, signPledge } from '~/rounds/pledges/sign.server'
import { withdrawPledge } from '~/rounds/pledges/withdraw.server'
import { exactVolumes, findLot } from '~/rounds/queries.server'
import { anEdition } from '../support/catalog'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'
import { roundsOf } from '../support/rounds'
import { trailOf } from '../support/trail'

const database = await aDatabase()
const { owner } = database
const { anApprover, aBuyer, aPair, aPledge, aPublishedRound, clock, freeze, save, sign, visitor } =
  roundsOf(database)
const later = '2999-12-31'

const pledge = (by: Someone, id: string) => findPledge(by.db, by.actor, id)
const volume = async (roundId: string) => Number((await volumesOf(clock.db, roundId))[0]!.quantity)
const withdraw = (by: Someone, id: string) =>
  by.db.transaction().execute((tx) => withdrawPledge(tx, by.actor, id))
const ask = (by: Someone, id: string) => by.db.transaction().execute((tx) => askApproval(tx, by.actor, id))
const limit = (approver: Someone, values: Parameters<typeof setLimit>[2]) =>
  approver.db.transaction().execute((tx) => setLimit(tx, approver.actor, values))

test('a draft counts nothing; approved and signed it counts, and its event names neither quantity nor ceiling', async () => {
  const { lotId, roundId } = await aPublishedRound()
  const { buyer, approver } = await aPair()
  const id = await save(buyer, lotId, { quantity: 40, stretchQuantity: 5, ceiling: 90_000n })
  expect(await volume(roundId)).toBe(0)
  await ask(buyer, id)
  await expect(sign(buyer, id)).rejects.toMatchObject({ code: 'needs-approval' })
  await sign(approver, id)
  expect(await volume(roundId)).toBe(40)
  expect(await pledge(buyer, id)).toMatchObject({
    state: 'active',
    approvedBy: approver.personId,
    reserved: 45n * 100_000n,
  })
  const { rows } = await owner.pool.query(
    `select body from events e join event_bodies b on b.event_id = e.id where subject_id = $1 and kind = 'pledge.signed'`,
    [id],
  )
  expect(JSON.parse(rows[0].body)).toEqual({ pledge: id, lot: lotId, version: 1 })
})

test('nobody signs what changed after they read it', async () => {
  const { lotId } = await aPublishedRound()
  const { buyer, approver } = await aPair()
  const id = await save(buyer, lotId)
  await expect(
    approver.db.transaction().execute((tx) => signPledge(tx, approver.actor, id, 'ab'.repeat(32))),
  ).rejects.toMatchObject({ code: 'pledge-changed' })
})

test('where the platform seals, the ceiling lies in the database as a ciphertext, and opens for its own organization', async () => {
  const { lotId } = await aPublishedRound([{}], { sealing: 'platform' })
  const { id, buyer } = await aPledge(lotId, { ceiling: 87_654n, accept: 'recommended' })
  const { conditionsItemId } = (await pledge(buyer, id))!
  expect(await findOwnConditions(buyer.db, buyer.actor, conditionsItemId)).toMatchObject({
    told: { ceiling: 87_654n, acceptable: { rule: 'recommended' } },
  })
  const other = await aBuyer()
  expect(await findOwnConditions(other.db, other.actor, conditionsItemId)).toBeNull()
  const { rows } = await owner.pool.query('select envelope::text from sealed_items where id = $1', [
    conditionsItemId,
  ])
  expect(rows[0].envelope).not.toContain('87654')
})

test('a change beside an active pledge counts once it is signed; until then it can be forgotten', async () => {
  const { lotId, roundId } = await aPublishedRound()
  const { id, buyer, approver } = await aPledge(lotId, { quantity: 10, ceiling: 90_000n })
  await save(buyer, lotId, { quantity: 30, ceiling: 80_000n })
  expect(await volume(roundId)).toBe(10)
  await buyer.db.transaction().execute((tx) => discardChange(tx, buyer.actor, id))
  await expect(sign(approver, id)).rejects.toMatchObject({ code: 'already-moved' })
  await save(buyer, lotId, { quantity: 25 })
  await sign(approver, id)
  expect(await volume(roundId)).toBe(25)
  expect(await pledge(buyer, id)).toMatchObject({ version: 3, quantity: 25, conditionsItemId: null })
  expect((await listVersions(buyer.db, id)).map((row) => row.quantity)).toEqual([25, 30, 10])
  expect(await trailOf(owner.db, id)).toEqual([
    'pledge.drafted',
    'pledge.requested',
    'pledge.signed',
    'pledge.change_asked',
    'pledge.change_discarded',
    'pledge.change_asked',
    'pledge.signed',
  ])
  const { rows } = await owner.pool.query(
    'select state, count(*)::int as n from sealed_items where pledge_id = $1 group by state order by state',
    [id],
  )
  expect(rows).toEqual([
    { state: 'replaced', n: 1 },
    { state: 'withdrawn', n: 1 },
  ])
})

test('an approver gives a draft back with a reason; changed and asked again it can be signed', async () => {
  const { lotId } = await aPublishedRound()
  const { buyer, approver } = await aPair()
  const id = await save(buyer, lotId)
  await ask(buyer, id)
  await approver.db.transaction().execute((tx) => returnPledge(tx, approver.actor, id, '数量偏多'))
  expect(await pledge(buyer, id)).toMatchObject({ state: 'draft', returnedReason: '数量偏多' })
  await save(buyer, lotId, { quantity: 5 })
  await ask(buyer, id)
  await sign(approver, id)
  expect(await pledge(buyer, id)).toMatchObject({ state: 'active', quantity: 5, returnedReason: null })
})

test('within the own limit nobody else is needed; beyond it an approver, whose own limit holds too', async () => {
  const { lotId } = await aPublishedRound([{ referencePrice: 1_000n }])
  const { buyer, approver } = await aPair()
  await limit(approver, { personId: buyer.personId, role: null, period: 'round', amount: 10_000n })
  const id = await save(buyer, lotId, { quantity: 10 })
  await sign(buyer, id)
  await save(buyer, lotId, { quantity: 11 })
  await expect(sign(buyer, id)).rejects.toMatchObject({ code: 'needs-approval' })
  await limit(approver, { personId: null, role: 'approver', period: 'year', amount: 10_999n })
  await expect(sign(approver, id)).rejects.toMatchObject({ code: 'above-limit' })
  await limit(approver, { personId: null, role: 'approver', period: 'year', amount: 11_000n })
  await sign(approver, id)
  expect(await pledge(buyer, id)).toMatchObject({ quantity: 11, chargedTo: approver.personId })
})

test('two pledges at once cannot both fit into what the limit has left', async () => {
  const { lotIds } = await aPublishedRound([{ referencePrice: 1_000n }, { referencePrice: 1_000n }])
  const { buyer, approver } = await aPair()
  await limit(approver, { personId: approver.personId, role: null, period: 'month', amount: 15_000n })
  const ids = await Promise.all(lotIds.map((lotId) => save(buyer, lotId, { quantity: 10 })))
  const outcomes = await Promise.allSettled(ids.map((id) => sign(approver, id)))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  await withdraw(buyer, ids[outcomes.findIndex(({ status }) => status === 'fulfilled')]!)
  await sign(approver, ids[outcomes.findIndex(({ status }) => status === 'rejected')]!)
})

test('nobody approves the own request, unless the organization is one person and says so', async () => {
  const { lotId } = await aPublishedRound()
  const alone = await anApprover()
  const id = await save(alone, lotId)
  await expect(sign(alone, id)).rejects.toMatchObject({ code: 'approver-is-requester' })
  await alone.db.transaction().execute((tx) => letOnePersonApprove(tx, alone.actor, true))
  await sign(alone, id)
  expect(await pledge(alone, id)).toMatchObject({ state: 'active' })
})

test('another organization sees no pledge, no version and no sealed item, and moves none', async () => {
  const { lotId } = await aPublishedRound()
  const { id, orgId } = await aPledge(lotId, { ceiling: 90_000n })
  const other = await anApprover()
  for (const someone of [other, visitor]) {
    expect(await pledge(someone, id)).toBeUndefined()
    for (const table of ['pledges', 'pledgeVersions', 'pledgeDeltas', 'sealedItems'] as const)
      expect(await someone.db.selectFrom(table).selectAll().execute()).toEqual([])
  }
  await expect(withdraw(other, id)).rejects.toMatchObject({ code: 'pledge-unknown' })
  await expect(
    other.db
      .transaction()
      .execute((tx) =>
        tx.updateTable('pledges').set({ quantity: 1 }).where('orgId', '=', orgId).returning('id').execute(),
      ),
  ).resolves.toEqual([])
})

test('all or nothing spans three lots at most, and the refusal names them', async () => {
  const { lotIds } = await aPublishedRound([{}, {}, {}, {}])
  const { buyer } = await aPair()
  for (const lotId of lotIds.slice(0, 3)) await save(buyer, lotId)
  await expect(save(buyer, lotIds[3]!, { allOrNothing: true })).rejects.toMatchObject({
    code: 'all-or-nothing-too-many',
    field: 'allOrNothing',
    facts: { lots: 'L01, L02, L03' },
  })
  await save(buyer, lotIds[3]!)
})

test('open needs join the pledge when it is signed, and are open again when it is withdrawn', async () => {
  const { editionId } = await anEdition(owner)
  const { lotId } = await aPublishedRound([{ editionId }])
  const pair = await aPair()
  const { buyer } = pair
  const subject = { editionId, classId: null }
  const line = await addLine(buyer.db, buyer.actor, { subject, quantity: 10, neededBy: later }, new Date())
  await openLines(buyer.db, buyer.actor, [line], new Date())
  const { id } = await aPledge(lotId, { lines: [line] }, pair)
  expect(await countLines(buyer.db, buyer.actor)).toEqual({ pooled: 1 })
  await withdraw(buyer, id)
  expect(await countLines(buyer.db, buyer.actor)).toEqual({ open: 1 })
})

test('a ceiling above the reference price and a stretch above the ceiling are refused at their field', async () => {
  const { lotId } = await aPublishedRound([{}], { sealing: 'platform' })
  const buyer = await aBuyer()
  await expect(save(buyer, lotId, { ceiling: 100_001n })).rejects.toMatchObject({ field: 'ceiling' })
  await expect(
    save(buyer, lotId, { ceiling: 90_000n, stretchQuantity: 5, stretchCeiling: 90_001n }),
  ).rejects.toMatchObject({ field: 'stretchCeiling', code: 'stretch-above-ceiling' })
  // Where openers open, the same rule holds the form in the buyer's browser.
  const early = pledgeFormOf(100_000n).safeParse({ quantity: '1', ceiling: '1000.01' })
  expect(early.error!.issues).toMatchObject([{ path: ['ceiling'], message: 'above-reference' }])
  const { error } = pledgeForm.safeParse({ quantity: '1.5', ceiling: '1.200,00' })
  expect(error!.issues.map(({ path }) => path[0])).toEqual(['quantity', 'ceiling'])
})

test('at the freeze what is signed binds, the rest is dropped with its reservations, and lots below their least volume fall', async () => {
  const { roundId, lotIds } = await aPublishedRound([{ minVolume: 10 }, { minVolume: 50 }])
  const [first, second] = lotIds as [string, string]
  const signed = await aPledge(first, { quantity: 137, ceiling: 90_000n })
  await save(signed.buyer, first, { quantity: 999 })
  const small = await aPledge(second, { quantity: 49 })
  const { buyer } = await aPair()
  const draft = await save(buyer, first, { quantity: 7, ceiling: 1n })
  await freeze(roundId)
  expect(await pledge(signed.buyer, signed.id)).toMatchObject({
    state: 'frozen',
    quantity: 137,
    askedVersion: 1,
    roundState: 'frozen',
  })
  expect(await pledge(buyer, draft)).toMatchObject({ state: 'dropped' })
  expect(await pledge(small.buyer, small.id)).toMatchObject({ state: 'released', reserved: 0n })
  expect(await findLot(buyer.db, first)).toMatchObject({
    state: 'active',
    low: 130n,
    high: 130n,
    buyers: null,
    frozen: true,
  })
  expect(await findLot(buyer.db, second)).toMatchObject({
    state: 'unsuccessful',
    reason: 'below_min_volume',
    low: 49n,
  })
  const { rows } = await owner.pool.query(
    `select distinct state from sealed_items where pledge_id in ($1, $2) order by state`,
    [signed.id, draft],
  )
  expect(rows.map(({ state }) => state)).toEqual(['current', 'withdrawn'])
})

test('a round whose every lot falls has failed', async () => {
  const { roundId, lotId } = await aPublishedRound([{ minVolume: 500 }])
  await aPledge(lotId)
  await freeze(roundId)
  const round = await owner.db
    .selectFrom('rounds')
    .select('state')
    .where('id', '=', roundId)
    .executeTakeFirst()
  expect(round).toEqual({ state: 'failed' })
  expect(
    await owner.db
      .selectFrom('events')
      .select('kind')
      .where('roundId', '=', roundId)
      .where('kind', '=', 'round.voided')
      .execute(),
  ).toHaveLength(1)
})

test('before the deadline nothing is frozen, whoever asks', async () => {
  const { roundId } = await aPublishedRound()
  await clock.db.transaction().execute((tx) => freezeRound(tx, roundId))
  expect(
    await owner.db.selectFrom('rounds').select('state').where('id', '=', roundId).executeTakeFirst(),
  ).toEqual({ state: 'published' })
})

test('bands tell a range once a day, the number of buyers only when it tells nobody’s pledge', async () => {
  const { lotId, roundId } = await aPublishedRound()
  for (let n = 0; n < 5; n += 1) await aPledge(lotId, { quantity: 30 })
  await refreshBands(clock.db)
  expect(await findLot(visitor.db, lotId)).toMatchObject({ low: 0n, high: 10n, buyers: null })
  await sql`update lot_bands set at = at - interval '25 hours'`.execute(owner.db)
  await refreshBands(clock.db)
  expect(await findLot(visitor.db, lotId)).toMatchObject({ low: 100n, high: 200n, buyers: 5 })
  await aPledge(lotId, { quantity: 150 })
  await sql`update lot_bands set at = at - interval '25 hours'`.execute(owner.db)
  await refreshBands(clock.db)
  expect(await findLot(visitor.db, lotId)).toMatchObject({ low: 200n, high: 500n, buyers: null })
  expect(await volume(roundId)).toBe(300)
})

test('folding changes no total, however often it is done', async () => {
  const { lotId, roundId } = await aPublishedRound()
  for (const quantity of [3, 4, 5]) {
    await aPledge(lotId, { quantity })
    await foldDeltas(clock.db)
  }
  // What is folded lies before every transaction of the cluster, those of other databases too.
  await expect
    .poll(
      async () => {
        await foldDeltas(clock.db)
        expect(await volume(roundId)).toBe(12)
        const { rows } = await owner.pool.query('select quantity from lot_totals where lot_id = $1', [lotId])
        return rows[0].quantity
      },
      { timeout: 30_000 },
    )
    .toBe(12n)
})

test('exact volumes are the office’s after the freeze, nobody’s before it', async () => {
  const { roundId, lotId, officers } = await aPublishedRound()
  const { buyer } = await aPledge(lotId, { quantity: 137 })
  const [officer] = officers
  expect(await officer.db.selectFrom('lotTotals').selectAll().where('lotId', '=', lotId).execute()).toEqual(
    [],
  )
  expect((await exactVolumes(officer.db, roundId)).size).toBe(0)
  await freeze(roundId)
  expect((await exactVolumes(officer.db, roundId)).get(lotId)).toMatchObject({ quantity: 137n, buyers: 1 })
  expect((await listPledges(buyer.db, buyer.actor)).rows).toHaveLength(1)
})

test('what a suspended organization had pledged binds no longer', async () => {
  const { lotId, roundId } = await aPublishedRound()
  const { id, buyer, orgId } = await aPledge(lotId, { quantity: 20 })
  await aPledge(lotId, { quantity: 1 })
  await clock.db.transaction().execute((tx) => stopOrganization(tx, { subjectId: orgId, facts: {} }))
  expect(await pledge(buyer, id)).toMatchObject({ state: 'released', reserved: 0n })
  expect(await volume(roundId)).toBe(1)
})
