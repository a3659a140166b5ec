import { sql } from 'kysely'
import { type Canonical, canonical } from '~/kernel/canonical'
import { record, recordEach } from '~/kernel/events.server'
import { masterKeys } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { judgeCeiling } from '~/rounds/ceiling'
import type { Tx } from '~/rounds/commands.server'
import { fallLots } from '~/rounds/fall.server'
import { databaseNow, findRound, listLots, type Lot, type Round } from '~/rounds/queries.server'
import { bodyOf } from '~/rounds/frame'
import { browserAlg } from '~/rounds/sealing/envelope'
import { openItem } from '~/rounds/sealing.server'
import { seedItem } from '~/rounds/seed'
import { withAuthor } from './files/document-author.server'
import { judgeFile, type NamedFile, withFiles } from './files/judge-files'
import type { AskCause } from './frames/asked'
import { judgeBundles, judgePrice, judgeTechnical, type Stage, whyNotAttend } from './opening'

/**
 * An opener is present over the set of envelopes that they saw. In a round that the platform seals, the second of
 * another organization opens the stage in the same transaction; answers whether it was. Refuses with the codes of
 * `whyNotAttend`, `other-envelopes`, `keys-needed`.
 */
export async function attendOpening(
  tx: Tx,
  actor: Actor,
  roundId: string,
  stage: Stage,
  over: string,
): Promise<boolean> {
  const round = await beginOpening(tx, actor, roundId)
  refuseIf(round.terms.sealing === 'openers' ? 'keys-needed' : null)
  const others = await bePresent(tx, actor, round, stage, over)
  if (others === 0) return false
  await concludeStage(tx, round, stage)
  return true
}

/** Locks the round: of two openers at once the later one waits. */
export async function beginOpening(tx: Tx, actor: Actor, roundId: string): Promise<Round> {
  await tx.selectFrom('rounds').select('id').where('id', '=', roundId).forUpdate().executeTakeFirst()
  return (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
}

/** Writes that an opener is present over a set; answers how many others were before. */
export async function bePresent(tx: Tx, actor: Actor, round: Round, stage: Stage, over: string) {
  const set = await findOpeningSet(tx, round.id, stage)
  const present = (await listPresent(tx, round.id)).filter((at) => at.stage === stage && at.over === over)
  const attendance = {
    ...round,
    openingAt: round.openingAt!,
    appointed: await listAppointed(tx, round.id),
    present,
    authorsAsked: await areAuthorsAsked(tx, round.id, stage),
  }
  refuseIf(
    whyNotAttend(stage, attendance, { ...actor, isOpener: is(actor, 'opener') }, await databaseNow(tx)),
  )
  refuseIf(set.over === over ? null : 'other-envelopes')
  await tx
    .insertInto('openings')
    .values({
      roundId: round.id,
      stage,
      over: Buffer.from(over, 'hex'),
      personId: actor.personId,
      orgId: actor.organizationId,
    })
    .execute()
  await record(tx, 'opening.attended', round.id, { stage, over, items: set.items }, { round: round.id })
  return present.length
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

/** Whether the time of the openers is over, and the authors are asked instead. */
export async function areAuthorsAsked(tx: Tx, roundId: string, stage: Stage) {
  const window = await tx
    .selectFrom('openingWindows')
    .select('askedAt')
    .where('roundId', '=', roundId)
    .where('stage', '=', stage)
    .executeTakeFirst()
  return window?.askedAt != null
}

/** Who opens this round, when it names its openers; null when anyone charged with opening may. */
export async function listAppointed(tx: Tx, roundId: string) {
  const keys = await tx.selectFrom('openerKeys').select('personId').where('roundId', '=', roundId).execute()
  return keys.length ? keys.map(({ personId }) => personId) : null
}

export type Item = {
  id: string
  kind: 'technical' | 'price' | 'bundle' | 'ceiling' | 'seed' | 'file'
  lotId: string | null
  orgId: string
  bidId: string | null
  pledgeId: string | null
  envelope: Record<string, Canonical>
  envelopeHash: Buffer
  commitment: Buffer
}
type Outcome = {
  item: string
  key?: string | null
  frame: string | null
  body: unknown
  fault: string | null
}
type Verdict = { body: unknown } | { fault: string }
export type Judge = (item: Item, body: unknown) => Verdict

/** What an envelope of a stage must hold to count. */
export async function judgeOf(tx: Tx, round: Round, stage: Stage): Promise<Judge> {
  if (stage === 'technical') {
    const editions = await listEditionsByLot(tx, round.id)
    return (item, body) =>
      item.kind === 'file'
        ? withAuthor(judgeFile(body, aboutOf(round, item)), body)
        : judgeTechnical(body, aboutOf(round, item), editions.get(item.lotId!) ?? [])
  }
  const lots = new Map((await listLots(tx, round.id)).map((lot) => [lot.id, lot]))
  const bids = await tx
    .selectFrom('bids')
    .select(['id', 'editionId', 'lotId', 'vendorId'])
    .where('roundId', '=', round.id)
    .where('state', 'not in', ['replaced', 'withdrawn', 'dropped'])
    .execute()
  const lotsOf = new Map(
    [...Map.groupBy(bids, ({ vendorId }) => vendorId)].map(([id, own]) => [
      id,
      own.map(({ lotId }) => lotId),
    ]),
  )
  const offered = new Map(bids.map(({ id, editionId }) => [id, editionId]))
  const stretches = await listStretches(tx, round.id, stage)
  return (item, body) => {
    if (item.kind === 'price') {
      const terms = tierTerms(round, lots.get(item.lotId!)!)
      return judgePrice(body, aboutOf(round, item), offered.get(item.bidId!) ?? '', terms)
    }
    if (item.kind === 'ceiling') {
      const pledge = { id: item.pledgeId!, stretchQuantity: stretches.get(item.pledgeId!) ?? null }
      return judgeCeiling(body, pledge)
    }
    if (item.kind === 'bundle')
      return judgeBundles(body, { round: round.id, vendor: item.orgId }, lotsOf.get(item.orgId) ?? [])
    const read = seedItem.safeParse(body)
    return read.success ? { body: read.data } : { fault: 'schema' }
  }
}

/** How much more each pledge would take at a lower price: its conditions are held to it. */
async function listStretches(tx: Tx, roundId: string, stage: Stage) {
  const { rows } = await sql<{ pledgeId: string; stretch: number | null }>`
    select pledge_id, stretch from stretches_to_open(${roundId}, ${stage})`.execute(tx)
  return new Map(rows.map(({ pledgeId, stretch }) => [pledgeId, stretch]))
}

/**
 * Ends a stage: what openers' keys have opened stays as it came out, what the platform sealed is opened now, and bids,
 * lots and the round move on by what came out.
 */
export async function concludeStage(tx: Tx, round: Round, stage: Stage) {
  await openRest(tx, round, stage)
  const opened = await listOpened(tx, round.id, stage)
  if (stage === 'technical') {
    const parts = withFiles(opened)
    await settleBids(tx, round.id, parts, 'closed', 'opened')
    await tx.updateTable('rounds').set({ state: 'technical_opened' }).where('id', '=', round.id).execute()
    await recordOpened(tx, round.id, 'round.technical_opened', parts)
    return
  }
  const prices = opened.filter(({ kind }) => kind === 'price')
  await settleBids(tx, round.id, prices, 'eligible', 'priced')
  const goesOn = await fallUnpriced(tx, round.id, prices, await listLots(tx, round.id))
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

type Opened = {
  itemId: string
  kind: Item['kind']
  lotId: string | null
  orgId: string
  bidId: string | null
  edition: string | null
  fault: string | null
  envelopeHash: string
  /** of a technical part: the files that it names */
  files: readonly NamedFile[] | null
  /** of a file: what it calls itself */
  name: string | null
}

async function listOpened(tx: Tx, roundId: string, stage: Stage) {
  const { rows } = await sql<Opened>`select * from opened_of_stage(${roundId}, ${stage})`.execute(tx)
  return rows
}

export async function listItems(
  tx: Tx,
  roundId: string,
  stage: Stage,
  only: readonly string[] | null = null,
) {
  const { rows } = await sql<Item>`
    select * from items_to_open(${roundId}, ${stage})
    where ${sql.val(only)}::uuid[] is null or id = any(${sql.val(only)}::uuid[])`.execute(tx)
  return rows
}

async function openRest(tx: Tx, round: Round, stage: Stage) {
  const judge = await judgeOf(tx, round, stage)
  const done = new Set((await listOpened(tx, round.id, stage)).map(({ itemId }) => itemId))
  const rest = (await listItems(tx, round.id, stage)).filter(({ id }) => !done.has(id))
  const shown = await listShown(tx, round.id, stage)
  const outcomes = rest.map((item) => {
    const asked = shown.get(item.id)
    if (asked) return outcomeOfShown(item, judge, asked)
    const opened = item.envelope.alg === browserAlg ? { fault: 'wraps-broken' } : openItem(item, masterKeys())
    return outcomeOf(item, judge, opened)
  })
  await keepOpened(tx, round.id, stage, outcomes)
}

type Shown = { itemId: string; cause: AskCause; frame: Buffer | null }

async function listShown(tx: Tx, roundId: string, stage: Stage) {
  const { rows } = await sql<Shown>`select * from shown_frames(${roundId}, ${stage})`.execute(tx)
  return new Map(rows.map((row) => [row.itemId, row]))
}

/** What an author has shown counts as opened; whoever did not show it is out, by whose fault ever. */
function outcomeOfShown(item: Item, judge: Judge, { cause, frame }: Shown): Outcome {
  if (!frame) {
    const fault = cause === 'openers-missing' ? 'frame-not-shown' : 'envelope-differs'
    return { item: item.id, frame: null, body: null, fault }
  }
  return judged(item, judge, { frame, body: bodyOf(frame) })
}

/** Keeps what came out, one by one: a file would not fit with the others into one text. */
export async function keepOpened(tx: Tx, roundId: string, stage: Stage, outcomes: readonly Outcome[]) {
  const small = outcomes.filter(({ frame }) => (frame?.length ?? 0) < 32_768)
  const large = outcomes.filter((outcome) => !small.includes(outcome))
  for (const some of [small, ...large.map((outcome) => [outcome])])
    await sql`select keep_opened(${roundId}, ${stage}, ${JSON.stringify(some)}::jsonb)`.execute(tx)
}

/** What counts of an envelope that was opened, or what was wrong with it. */
export function outcomeOf(
  item: Item,
  judge: Judge,
  opened: { frame: Uint8Array; body: unknown } | { fault: string },
): Outcome {
  const nothing = { item: item.id, frame: null, body: null }
  // What came in is not what lies here: the platform's fault, not the bidder's.
  if (!sha256(canonical(item.envelope)).equals(item.envelopeHash))
    return { ...nothing, fault: 'envelope-differs' }
  if ('fault' in opened) return { ...nothing, fault: opened.fault }
  return judged(item, judge, opened)
}

function judged(item: Item, judge: Judge, opened: { frame: Uint8Array; body: unknown }): Outcome {
  const frame = Buffer.from(opened.frame).toString('base64')
  const verdict = judge(item, opened.body)
  if ('fault' in verdict) return { item: item.id, frame, body: null, fault: verdict.fault }
  return { item: item.id, frame, body: verdict.body, fault: null }
}

// Anything else is the bidder's fault.
const outBy: Record<string, 'returned_unopened' | 'withdrawn'> = {
  'envelope-differs': 'returned_unopened',
  'frame-not-shown': 'withdrawn',
}

/** Moves the bids of a stage at once: on, void by the bidder's fault, or back unopened by the platform's. */
async function settleBids(
  tx: Tx,
  roundId: string,
  opened: readonly Opened[],
  from: 'closed' | 'eligible',
  to: 'opened' | 'priced',
) {
  const settled = opened.map(({ bidId, edition, fault }) => ({
    bid: bidId,
    state: fault === null ? to : (outBy[fault] ?? 'void'),
    edition,
    reason: fault,
  }))
  await sql`
    update bids set state = s.state, reason = s.reason, edition_id = coalesce(s.edition, bids.edition_id),
      brand_key = coalesce((select p.brand_key from editions e join products p on p.id = e.product_id where e.id = s.edition), bids.brand_key)
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) as s (bid uuid, state text, edition uuid, reason text)
    where bids.id = s.bid and bids.state = ${from}`.execute(tx)
  // A bid whose envelope is not here any more was taken out behind everybody's back.
  await sql`
    update bids set state = 'returned_unopened', reason = 'envelope-missing' from lots
    where bids.round_id = ${roundId} and bids.state = ${from} and lots.id = bids.lot_id and lots.state = 'active'`.execute(
    tx,
  )
}

/** Lots of which no price stands, from this opening or one before: their reason is the bids'. */
async function fallUnpriced(tx: Tx, roundId: string, prices: readonly Opened[], lots: readonly Lot[]) {
  const standing = await listPricedLots(tx, roundId)
  const active = lots.filter(({ id, state }) => state === 'active' && !standing.has(id))
  const faultsOf = (lotId: string) =>
    prices.filter((price) => price.lotId === lotId).map(({ fault }) => fault)
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

async function listPricedLots(tx: Tx, roundId: string) {
  const rows = await tx
    .selectFrom('bids')
    .select('lotId')
    .distinct()
    .where('roundId', '=', roundId)
    .where('state', '=', 'priced')
    .execute()
  return new Set(rows.map(({ lotId }) => lotId))
}

/** One event per bid on its vendor's trail, one for the round. */
async function recordOpened(tx: Tx, roundId: string, kind: string, opened: readonly Opened[], goesOn = true) {
  const told = opened.flatMap(({ bidId, orgId, itemId, fault }) =>
    bidId ? { subject: bidId, org: orgId, facts: { item: itemId, fault } } : [],
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
