import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { storeFile } from '~/kernel/files.server'
import { addMonths, dayOf } from '~/kernel/workdays'
import type { Finding } from '~/mediation/mediators/conflicts'
import { disputesOf } from '../support/cases'
import { aDatabase } from '../support/database'
import type { Someone } from '../support/people'

const database = await aDatabase()
const { owner } = database
const disputes = disputesOf(database)
const { work } = disputes
const monthsAgo = (months: number) => new Date(`${addMonths(dayOf(new Date()), -months)}T04:00:00Z`)

type Case = Awaited<ReturnType<typeof disputes.aNegotiation>>
const worksFor = (who: Someone, orgId: string, until: Date | null = null) =>
  owner.db
    .insertInto('members')
    .values({ personId: who.personId, orgId, roles: ['vendor'], since: monthsAgo(80), until })
    .execute()

/** What is found of the first of the roster when they take the case on. */
async function foundOf(
  its: Case,
  said: Record<string, string> = {},
): Promise<Pick<Finding, 'ground' | 'organizationId' | 'blocks'>[]> {
  await disputes.choose(its)
  const findings = await disputes.declare(its, its.mediators[0]!, said)
  return findings.map(({ ground, organizationId, blocks }) => ({ ground, organizationId, blocks }))
}

test('who worked for a party within three years is disclosed, who left before that is not', async () => {
  const its = await disputes.aNegotiation()
  await worksFor(its.mediators[0]!, its.respondent.orgId, monthsAgo(12))
  await worksFor(its.mediators[0]!, its.claimant.orgId, monthsAgo(37))
  expect(await foundOf(its)).toEqual([
    { ground: 'mandate', organizationId: its.respondent.orgId, blocks: false },
  ])
})

test('who sits for a party in another case is disclosed, together with what the mediator declares', async () => {
  const its = await disputes.aNegotiation()
  const other = await disputes.aNegotiation({ vendor: its.respondent })
  const { personId } = its.mediators[0]!
  await owner.db
    .insertInto('caseSeats')
    .values({ caseId: other.caseId, personId, side: 'respondent', capacity: 'lawyer' })
    .execute()
  expect(await foundOf(its, { mandateClaimant: 'yes' })).toEqual([
    { ground: 'mandate', organizationId: its.claimant.orgId, blocks: false },
    { ground: 'mandate', organizationId: its.respondent.orgId, blocks: false },
  ])
})

/** A vendor has won what is disputed, in a round that a settlement may use. */
async function anAwarded() {
  const winner = await disputes.aVendor()
  const { roundId } = await disputes.aRun([
    { vendor: winner, unitPrice: 100n, shares: [{ buyer: await disputes.anApprover(), quantity: 6 }] },
  ])
  const { editionId } = await owner.db
    .selectFrom('awards')
    .innerJoin('lots', 'lots.id', 'awards.lotId')
    .where('lots.roundId', '=', roundId)
    .select('awards.editionId')
    .executeTakeFirstOrThrow()
  const its = await disputes.aNegotiation({ lines: [{ quantity: 20, unitPrice: 120_000n, editionId }] })
  return { winner, its }
}

test('who works for the winner of a round that sells what is disputed earns from it; a stranger to the winner does not', async () => {
  const { winner, its } = await anAwarded()
  await worksFor(its.mediators[0]!, winner.orgId)
  expect(await foundOf(its)).toEqual([{ ground: 'earning', organizationId: null, blocks: false }])
  expect(await foundOf((await anAwarded()).its)).toEqual([])
})

test('an authorized seller of what is disputed earns from its round, as long as the authorization runs', async () => {
  const { its } = await anAwarded()
  const seller = await disputes.aVendor()
  await worksFor(its.mediators[0]!, seller.orgId)
  const ofLine = owner.db
    .selectFrom('orderLines')
    .innerJoin('editions', 'editions.id', 'orderLines.editionId')
    .innerJoin('products', 'products.id', 'editions.productId')
    .where('orderLines.id', '=', its.order.lineIds[0]!)
  const { publisherId } = await ofLine.select('products.publisherId').executeTakeFirstOrThrow()
  const { id: fileId } = await work(seller, (tx) =>
    storeFile(tx, {
      name: 'letter.pdf',
      bytes: Buffer.from('%PDF-1.7\n'),
      orgId: seller.orgId,
      personId: seller.personId,
    }),
  )
  const authorized = { vendorId: seller.orgId, publisherId, fileId, submittedBy: seller.personId }
  const decided = { state: 'confirmed' as const, decidedBy: its.registrar.personId }
  const { id } = await owner.db
    .insertInto('resellerAuthorizations')
    .values({ ...authorized, ...decided, validFrom: '2020-01-01', validUntil: '2020-12-31' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const earnings = async () => {
    const { rows } = await sql<{ earnings: unknown[] }>`
      select conflict_inputs(${its.caseId}::uuid, ${its.mediators[0]!.personId}::uuid) -> 'earnings' as earnings`.execute(
      its.registrar.db,
    )
    return rows[0]!.earnings.length
  }
  expect(await earnings()).toBe(0)
  await owner.db
    .updateTable('resellerAuthorizations')
    .set({ validUntil: '2099-12-31' })
    .where('id', '=', id)
    .execute()
  expect(await earnings()).toBe(1)
})

test('so does a body of the winner’s group, at any depth', async () => {
  const { winner, its } = await anAwarded()
  const holding = await disputes.anOrganization('enterprise')
  const shares = { shareBps: 6000, since: '2020-01-01' }
  await owner.db
    .insertInto('ownerships')
    .values([
      { ownerId: holding, ownedId: winner.orgId, ...shares },
      { ownerId: holding, ownedId: its.orgId, ...shares },
    ])
    .execute()
  expect(await foundOf(its)).toEqual([{ ground: 'earning', organizationId: null, blocks: false }])
})
