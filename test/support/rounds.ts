import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { PledgeValues } from '~/rounds/form'
import { addLot, draftRound } from '~/rounds/commands.server'
import { savePledge } from '~/rounds/pledges/draft.server'
import { findPledge } from '~/rounds/pledges/queries.server'
import { askApproval, signPledge, termsHashOf } from '~/rounds/pledges/sign.server'
import { freezeRound } from '~/rounds/pledges/freeze.server'
import { sealSeed } from '~/rounds/openers/seed.server'
import { consentToPublish } from '~/rounds/publishing.server'
import type { RoundTerms } from '~/rounds/terms'
import type { Database } from '~db/schema'
import { anEdition } from './catalog'
import { nameThree } from './openers'
import { peopleOf, type Someone } from './people'
import { drawSeed, postedOf } from './sealing'

type Connections = {
  owner: { db: Kysely<Database>; pool: pg.Pool }
  app: { pool: pg.Pool }
  worker: { pool: pg.Pool }
}
type LotFacts = { referencePrice?: bigint; minVolume?: number; editionId?: string; maxWinners?: number }

/** A market in which rounds are drafted, published and pledged in; a test names only what it is about. */
export function roundsOf(connections: Connections) {
  const { owner } = connections
  const people = peopleOf(connections)
  const { clock } = people

  /** A draft with its lots, and the two officers who may publish it. */
  async function aDraftRound(lots: readonly LotFacts[] = [{}], terms: Partial<RoundTerms> = {}) {
    const first = await people.anOfficer()
    const second = await people.anOfficer(first.orgId)
    const roundId = await first.db
      .transaction()
      .execute((tx) =>
        draftRound(tx, first.actor, { title: '办公软件集中采购', profile: 'enterprise' }, new Date()),
      )
    const lotIds: string[] = []
    for (const { referencePrice = 100_000n, minVolume = 1, maxWinners = 1, ...facts } of lots) {
      const editionId = facts.editionId ?? (await anEdition(owner)).editionId
      const values = {
        subject: { kind: 'product' as const, editionId, classId: null },
        justification: '延续现有系统',
        metric: 'device' as const,
        term: 'subscription' as const,
        termMonths: 12,
        referencePrice,
        referenceSource: 'list' as const,
        referenceNote: '2026 年目录价',
        minVolume,
        milestones: [],
        maxWinners,
        contractMonths: 12,
      }
      lotIds.push(await first.db.transaction().execute((tx) => addLot(tx, first.actor, roundId, values)))
    }
    if (Object.keys(terms).length > 0)
      await owner.pool.query('update round_terms set body = body || $2 where round_id = $1', [
        roundId,
        JSON.stringify(terms),
      ])
    return { roundId, lotIds, officers: [first, second] as const }
  }

  /** A round in which one may pledge now. */
  async function aPublishedRound(lots?: readonly LotFacts[], terms?: Partial<RoundTerms>) {
    const round = await aDraftRound(lots, terms)
    const openers = await nameThree(owner.db, people, round.roundId)
    if (terms?.sealing === 'platform')
      await round.officers[0].db
        .transaction()
        .execute((tx) => sealSeed(tx, round.officers[0].orgId, round.roundId))
    else await drawSeed(round.officers[0], round.roundId)
    for (const { db, actor } of round.officers)
      await db.transaction().execute((tx) => consentToPublish(tx, actor, round.roundId, new Date()))
    return { ...round, lotId: round.lotIds[0]!, openers }
  }

  const wishes = (facts: Partial<PledgeValues> = {}): PledgeValues => ({
    quantity: 10,
    accept: 'any',
    vendors: [],
    editions: [],
    allOrNothing: false,
    lines: [],
    keep: false,
    ...facts,
  })

  /** Kept as a draft, its conditions sealed as in the buyer's browser. */
  async function save(by: Someone, lotId: string, facts?: Partial<PledgeValues>) {
    const { values } = await postedOf(by, lotId, wishes(facts))
    return by.db.transaction().execute((tx) => savePledge(tx, by.actor, lotId, values))
  }

  /** Signs what is asked for, as the signer sees it. */
  async function sign(by: Someone, pledgeId: string) {
    const pledge = (await findPledge(by.db, by.actor, pledgeId))!
    const hash = (await termsHashOf(by.db, pledge)).toString('hex')
    await by.db.transaction().execute((tx) => signPledge(tx, by.actor, pledgeId, hash))
  }

  /** An enterprise with one who asks and one who approves. */
  async function aPair() {
    const buyer = await people.aBuyer()
    return { buyer, approver: await people.anApprover(buyer.orgId), orgId: buyer.orgId }
  }

  /** A signed pledge of an enterprise. */
  async function aPledge(
    lotId: string,
    facts?: Partial<PledgeValues>,
    pair?: Awaited<ReturnType<typeof aPair>>,
  ) {
    const { buyer, approver, orgId } = pair ?? (await aPair())
    const id = await save(buyer, lotId, facts)
    await buyer.db.transaction().execute((tx) => askApproval(tx, buyer.actor, id))
    await sign(approver, id)
    return { id, buyer, approver, orgId }
  }

  /** The deadline for pledges is now. */
  async function freeze(roundId: string) {
    await owner.db
      .updateTable('rounds')
      .set({
        questionsCloseAt: new Date(Date.now() - 2000),
        pledgesCloseAt: new Date(Date.now() - 1000),
      })
      .where('id', '=', roundId)
      .execute()
    await clock.db.transaction().execute((tx) => freezeRound(tx, roundId))
  }

  return { ...people, people, aDraftRound, aPublishedRound, aPair, aPledge, wishes, save, sign, freeze }
}

/** Editions of the seeded catalog that a lot may buy. */
export const editionsOf = async (owner: { db: Kysely<Database> }) =>
  (
    await owner.db
      .selectFrom('editions')
      .innerJoin('products', 'products.id', 'editions.productId')
      .select('editions.id')
      .where('products.state', '=', 'active')
      .orderBy('editions.id')
      .limit(5)
      .execute()
  ).map(({ id }) => id)
