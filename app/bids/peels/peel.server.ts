import { sql } from 'kysely'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import type { Tx } from '~/rounds/commands.server'
import { databaseNow, type Round } from '~/rounds/queries.server'
import { isKeyOf, openWithKey } from '~/rounds/sealing/open'
import { isOver } from '../frames/asked'
import { askFrames, findAsked, restoreLost } from '../frames/asked.server'
import {
  beginOpening,
  bePresent,
  concludeStage,
  findOpeningSet,
  type Item,
  judgeOf,
  keepOpened,
  listItems,
  listPresent,
  outcomeOf,
} from '../open.server'
import type { Stage } from '../opening'
import type { KeyValues, PeelValues } from './peeling'
import type { Wrap } from './unwrapping'

const batch = 30

/**
 * An opener begins, or goes on after a break: is present over this very set, and gets the next wraps that their key
 * opens. Each handing-out is an event. Refuses with the codes of `whyNotAttend`, `other-envelopes`.
 */
export async function takeWraps(tx: Tx, actor: Actor, roundId: string, stage: Stage, over: string) {
  const round = await beginOpening(tx, actor, roundId)
  refuseIf(round.terms.sealing === 'platform' ? 'not-to-be-opened' : null)
  await restoreLost(tx, roundId)
  if (!(await isPresent(tx, actor, round, stage, over))) await bePresent(tx, actor, round, stage, over)
  const { rows: wraps } = await sql<Wrap>`
    select * from wraps_to_open(${roundId}, ${stage}) limit ${batch}`.execute(tx)
  if (wraps.length > 0)
    await record(tx, 'opening.handed_out', roundId, { stage, over, wraps: wraps.length }, { round: roundId })
  // Where nothing of a stage can be opened with keys, two who are present end it.
  else if (await areTwoPresent(tx, roundId, stage, over)) await concludeIfDone(tx, round, stage)
  return wraps
}

async function areTwoPresent(tx: Tx, roundId: string, stage: Stage, over: string) {
  const here = (await listPresent(tx, roundId)).filter((at) => at.stage === stage && at.over === over)
  return new Set(here.map(({ organizationId }) => organizationId)).size >= 2
}

async function isPresent(tx: Tx, actor: Actor, { id }: Round, stage: Stage, over: string) {
  const set = await findOpeningSet(tx, id, stage)
  refuseIf(set.over === over ? null : 'other-envelopes')
  return (await listPresent(tx, id)).some(
    (at) => at.stage === stage && at.over === over && at.personId === actor.personId,
  )
}

/** Keeps the inner wraps of which an opener took the outer layer off, and names those that did not open. */
export async function keepPeels(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { stage, over, peels }: PeelValues,
): Promise<boolean> {
  const { round, no } = await goOn(tx, actor, roundId, stage, over)
  refuseIf(peels.every(({ pair }) => pair[0] === no) ? null : 'not-your-layer')
  const boxes = peels.flatMap(({ item, pair, inner }) =>
    inner === null
      ? []
      : { itemId: item, pair, innerBox: Buffer.from(inner, 'base64'), byOpener: actor.personId },
  )
  if (boxes.length > 0)
    await tx
      .insertInto('peels')
      .values(boxes)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  const broken = peels.filter(({ inner }) => inner === null)
  await keepFaults(tx, actor, round, 'outer', broken)
  return concludeIfDone(tx, round, stage)
}

/**
 * Opens items with the keys that came out of the inner layer. Every step is repeated here: the key is the item's, the
 * payload opens, the frame is what its author committed to; so nobody can put another content in its place.
 */
export async function keepKeys(
  tx: Tx,
  actor: Actor,
  roundId: string,
  { stage, over, keys }: KeyValues,
): Promise<boolean> {
  const { round, no } = await goOn(tx, actor, roundId, stage, over)
  refuseIf(keys.every(({ pair }) => pair[1] === no) ? null : 'not-your-layer')
  const items = new Map(
    (
      await listItems(
        tx,
        roundId,
        stage,
        keys.map(({ item }) => item),
      )
    ).map((item) => [item.id, item]),
  )
  const judge = await judgeOf(tx, round, stage)
  const outcomes = []
  const broken: { item: string; pair: [number, number] }[] = []
  for (const { item: id, pair, key } of keys) {
    const item: Item = items.get(id) ?? refuse('other-envelopes')
    if (key !== null && (await isKeyOf(key, item)))
      outcomes.push({ ...outcomeOf(item, judge, await openWithKey(key, item)), key: keyToKeep(item, key) })
    else broken.push({ item: id, pair })
  }
  await keepOpened(tx, roundId, stage, outcomes)
  await keepFaults(tx, actor, round, 'inner', broken)
  return concludeIfDone(tx, round, stage)
}

// The key of a bid is published with the timeline, so that anyone can open it again; a ceiling's never is.
const keyToKeep = ({ kind }: Item, key: string) => (kind === 'ceiling' ? null : key)

/** Present already, over the same set; and which number is theirs. */
async function goOn(tx: Tx, actor: Actor, roundId: string, stage: Stage, over: string) {
  const round = await beginOpening(tx, actor, roundId)
  refuseIf((await isPresent(tx, actor, round, stage, over)) ? null : 'opening-incomplete')
  const own = await tx
    .selectFrom('openerKeys')
    .select('no')
    .where('roundId', '=', roundId)
    .where('personId', '=', actor.personId)
    .executeTakeFirst()
  return { round, no: own?.no ?? refuse('not-an-opener-here') }
}

async function keepFaults(
  tx: Tx,
  actor: Actor,
  round: Round,
  layer: 'outer' | 'inner',
  broken: readonly { item: string; pair: [number, number] }[],
) {
  if (broken.length === 0) return
  await tx
    .insertInto('peelFaults')
    .values(broken.map(({ item, pair }) => ({ itemId: item, pair, layer, byOpener: actor.personId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  const items = broken.map(({ item }) => item)
  await record(tx, 'opening.wrap_broken', round.id, { layer, items }, { round: round.id })
}

export type Progress = {
  sealedToOpeners: number
  opened: number
  hopeless: number
  /** not what their receipts say */
  differing: number
  broken: number
  firstLayers: number[]
}

/** How far the openers are with a stage. */
export async function findProgress(tx: Tx, roundId: string, stage: Stage) {
  const { rows } = await sql<Progress>`select * from opening_progress(${roundId}, ${stage})`.execute(tx)
  return rows[0]!
}

async function concludeIfDone(tx: Tx, round: Round, stage: Stage): Promise<boolean> {
  const { sealedToOpeners, opened, hopeless, differing } = await findProgress(tx, round.id, stage)
  if (opened + hopeless + differing < sealedToOpeners) return false
  const now = await databaseNow(tx)
  await askFrames(tx, round.id, stage, 'envelope-differs', now)
  const asked = await findAsked(tx, round.id, stage)
  if (asked && !isOver(asked, now)) return false
  await concludeStage(tx, round, stage)
  return true
}
