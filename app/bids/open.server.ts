import { sql } from 'kysely'
import { type Canonical, canonical } from '~/kernel/canonical'
import { record, recordEach } from '~/kernel/events.server'
import { masterKeys } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { ceilingItem } from '~/rounds/ceiling'
import type { Tx } from '~/rounds/commands.server'
import { fallLots } from '~/rounds/fall.server'
import { databaseNow, findRound, listLots, type Lot, type Round } from '~/rounds/queries.server'
import { openItem } from '~/rounds/sealing.server'
import { seedItem } from '~/rounds/seed'
import { bundleBid } from './form'
import { judgePrice, judgeTechnical, type Stage, whyNotAttend } from './opening'

/**
 * An opener is present over the set of envelopes that they saw. With the second of another organization the stage is
 * opened in the same transaction; answers whether it was. Refuses with the codes of `whyNotAttend`, `other-envelopes`.
 */
export async function attendOpening(
  tx: Tx,
  actor: Actor,
  roundId: string,
  stage: Stage,
  over: string,
): Promise<boolean> {
  await tx.selectFrom('rounds').select('id').where('id', '=', roundId).forUpdate().executeTakeFirst()
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const set = await findOpeningSet(tx, roundId, stage)
  const present = (await listPresent(tx, roundId)).filter((at) => at.stage === stage && at.over === over)
  const person = { ...actor, isOpener: is(actor, 'opener') }
  const attendance = {
    ...round,
    openingAt: round.openingAt!,
    appointed: await listAppointed(tx, roundId),
    present,
  }
  refuseIf(whyNotAttend(stage, attendance, person, await databaseNow(tx)))
  refuseIf(set.over === over ? null : 'other-envelopes')
  await tx
    .insertInto('openings')
    .values({
      roundId,
      stage,
      over: Buffer.from(over, 'hex'),
      personId: actor.personId,
      orgId: actor.organizationId,
    })
    .execute()
  await record(tx, 'opening.attended', roundId, { stage, over, items: set.items }, { round: roundId })
  if (present.length === 0) return false
  await (stage === 'technical' ? openTechnical(tx, round) : openPrices(tx, round))
  return true
}

/** How many envelopes a stage opens, and the hash of all their hashes. */
export async function findOpeningSet(tx: Tx, roundId: string, stage: Stage) {
  const { rows } = await sql<{ over: string | null; items: number }>`
    select encode(over, 'hex') as over, items from opening_set(${roundId}, ${stage})`.execute(tx)
  return rows[0]!
}

/** Who has been present at the openings of a round, in order of time. */
export const listPresent = (tx: Tx, roundId: string) =>
  tx
    .selectFrom('openings')
    .innerJoin('organizations', 'organizations.id', 'openings.orgId')
    .leftJoin('persons', 'persons.id', 'openings.personId')
    .select([
      'stage',
      'openings.personId',
      'openings.orgId as organizationId',
      'organizations.name as organization',
      'persons.name as person',
      'openings.at',
      sql<string>`encode(openings.over, 'hex')`.as('over'),
    ])
    .where('roundId', '=', roundId)
    .orderBy('openings.at')
    .execute()

/** Who opens this round, when it names its openers; null when anyone charged with opening may. */
export async function listAppointed(tx: Tx, roundId: string) {
  const keys = await tx.selectFrom('openerKeys').select('personId').where('roundId', '=', roundId).execute()
  return keys.length ? keys.map(({ personId }) => personId) : null
}

type Item = {
  id: string
  kind: 'technical' | 'price' | 'bundle' | 'ceiling' | 'seed'
  lotId: string | null
  orgId: string
  bidId: string | null
  pledgeId: string | null
  envelope: Record<string, Canonical>
  envelopeHash: Buffer
  commitment: Buffer
}
type Outcome = { item: string; frame: string | null; body: unknown; fault: string | null }
type Verdict = { body: unknown } | { fault: string }

async function openTechnical(tx: Tx, round: Round) {
  const editions = await listEditionsByLot(tx, round.id)
  const opened = await openStage(tx, round.id, 'technical', (item, body) =>
    judgeTechnical(body, aboutOf(round, item), editions.get(item.lotId!) ?? []),
  )
  await settleBids(tx, opened, 'closed', 'opened')
  await tx.updateTable('rounds').set({ state: 'technical_opened' }).where('id', '=', round.id).execute()
  await recordOpened(tx, round.id, 'round.technical_opened', opened)
}

async function openPrices(tx: Tx, round: Round) {
  const lots = new Map((await listLots(tx, round.id)).map((lot) => [lot.id, lot]))
  const offered = new Map(
    (await tx.selectFrom('bids').select(['id', 'editionId']).where('roundId', '=', round.id).execute()).map(
      ({ id, editionId }) => [id, editionId],
    ),
  )
  const opened = await openStage(tx, round.id, 'price', (item, body): Verdict => {
    if (item.kind === 'price')
      return judgePrice(
        body,
        aboutOf(round, item),
        offered.get(item.bidId!) ?? '',
        tierTerms(round, lots.get(item.lotId!)!),
      )
    const read = { bundle: bundleBid, ceiling: ceilingItem, seed: seedItem, technical: seedItem }[
      item.kind
    ].safeParse(body)
    return read.success ? { body: read.data } : { fault: 'schema' }
  })
  const prices = opened.filter(({ item }) => item.kind === 'price')
  await settleBids(tx, prices, 'eligible', 'priced')
  const goesOn = await fallUnpriced(tx, round.id, prices, [...lots.values()])
  if (goesOn)
    await tx.updateTable('rounds').set({ state: 'prices_opened' }).where('id', '=', round.id).execute()
  await recordOpened(tx, round.id, 'round.prices_opened', opened, goesOn)
}

const tierTerms = ({ terms }: Round, lot: Lot) => ({
  referencePrice: lot.referencePrice,
  maxTiers: terms.maxTiers,
  steps: terms.tierMode === 'fixedSteps' ? lot.milestones : null,
})

const aboutOf = (round: Round, { lotId, orgId }: Item) => ({ round: round.id, lot: lotId!, vendor: orgId })

type Opened = { item: Item; outcome: Outcome }

/** Opens every envelope of a stage, repeating each check, and keeps what came out or what was wrong. */
async function openStage(
  tx: Tx,
  roundId: string,
  stage: Stage,
  judge: (item: Item, body: unknown) => Verdict,
): Promise<Opened[]> {
  const { rows } = await sql<Item>`select * from items_to_open(${roundId}, ${stage})`.execute(tx)
  const opened = rows.map((item): Opened => ({ item, outcome: outcomeOf(item, judge) }))
  await sql`select keep_opened(${roundId}, ${stage}, ${JSON.stringify(opened.map(({ outcome }) => outcome))}::jsonb)`.execute(
    tx,
  )
  return opened
}

function outcomeOf(item: Item, judge: (item: Item, body: unknown) => Verdict): Outcome {
  const nothing = { item: item.id, frame: null, body: null }
  // What came in is not what lies here: the platform's fault, not the bidder's.
  if (!sha256(canonical(item.envelope)).equals(item.envelopeHash))
    return { ...nothing, fault: 'envelope-differs' }
  const opened = openItem(item, masterKeys())
  if ('fault' in opened) return { ...nothing, fault: opened.fault }
  const frame = opened.frame.toString('base64')
  const verdict = judge(item, opened.body)
  if ('fault' in verdict) return { item: item.id, frame, body: null, fault: verdict.fault }
  return { item: item.id, frame, body: verdict.body, fault: null }
}

/** Moves the bids of a stage at once: on, void by the bidder's fault, or back unopened by the platform's. */
async function settleBids(
  tx: Tx,
  opened: readonly Opened[],
  from: 'closed' | 'eligible',
  to: 'opened' | 'priced',
) {
  const settled = opened.map(({ item: { bidId }, outcome: { body, fault } }) => ({
    bid: bidId,
    state: fault === null ? to : fault === 'envelope-differs' ? 'returned_unopened' : 'void',
    edition: fault === null ? (body as { edition: string }).edition : null,
    reason: fault,
  }))
  await sql`
    update bids set state = s.state, reason = s.reason, edition_id = coalesce(s.edition, bids.edition_id),
      brand_key = coalesce((select p.brand_key from editions e join products p on p.id = e.product_id where e.id = s.edition), bids.brand_key)
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (bid uuid, state text, edition uuid, reason text)
    where bids.id = s.bid and bids.state = ${from}`.execute(tx)
}

/** Lots of which no price stands: their reason is the bids'. */
async function fallUnpriced(tx: Tx, roundId: string, prices: readonly Opened[], lots: readonly Lot[]) {
  const active = lots.filter(({ state }) => state === 'active')
  const faultsOf = (lotId: string) =>
    prices.filter(({ item }) => item.lotId === lotId).map(({ outcome }) => outcome.fault)
  const without = active.filter(({ id }) => faultsOf(id).every((fault) => fault !== null))
  const above = without.filter(({ id }) => faultsOf(id).includes('above-reference'))
  const others = without.filter((lot) => !above.includes(lot))
  const first = await fallLots(
    tx,
    roundId,
    above.map(({ id }) => id),
    'all_above_reference',
  )
  return (
    first &&
    (await fallLots(
      tx,
      roundId,
      others.map(({ id }) => id),
      'too_few_eligible',
    ))
  )
}

/** One event per bid on its vendor's trail, one for the round. */
async function recordOpened(tx: Tx, roundId: string, kind: string, opened: readonly Opened[], goesOn = true) {
  const told = opened.flatMap(({ item, outcome: { fault } }) =>
    item.bidId ? { subject: item.bidId, org: item.orgId, facts: { item: item.id, fault } } : [],
  )
  await recordEach(tx, 'bid.opened', told, { round: roundId })
  const faulty = told.filter(({ facts }) => facts.fault !== null)
  for (const { org, subject } of faulty)
    await notifyMembers(tx, org, ['vendor'], { kind: 'bid.void', href: `/bids/${subject}` })
  if (goesOn)
    await record(
      tx,
      kind,
      roundId,
      { round: roundId, items: opened.length, faults: faulty.length },
      { round: roundId },
    )
}

async function listEditionsByLot(tx: Tx, roundId: string) {
  const rows = await tx
    .selectFrom('lots')
    .leftJoin('classMembers', 'classMembers.classId', 'lots.classId')
    .where('lots.roundId', '=', roundId)
    .select(['lots.id', sql<string>`coalesce(lots.edition_id, class_members.edition_id)`.as('editionId')])
    .execute()
  const groups = Map.groupBy(rows, ({ id }) => id)
  return new Map([...groups].map(([id, each]) => [id, each.map(({ editionId }) => editionId)]))
}
