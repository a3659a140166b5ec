import { sql } from 'kysely'
import { loadCalendar } from '~/kernel/calendar.server'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { changesOfTimes } from '../addenda/changes'
import { hasFrozen, timesOf, writeAddendum, writeVersion } from '../addenda/commands.server'
import { timesAfter } from '../addenda/moving'
import { askForKeys, officersOnly, type Tx } from '../commands.server'
import { tell } from '../publishing.server'
import { databaseNow, findRound, listLots } from '../queries.server'
import { whyNotTake } from '../sealing/envelope'
import { refuseReplay } from '../sealing/replay.server'
import { sealedOf } from '../sealing.server'
import type { ReplacementValues, SuccessorValues } from './form'
import { listCandidates, listRoundOpeners, listSuccessors } from './queries.server'
import { exchangeSeed, seedHead } from './seed.server'

/**
 * Names who shall take an opener's place (the same person may, for a lost key), or that nobody shall: the notice stays
 * until an addendum. Refuses with `bids-closed`, `sealed-by-platform`, `opener-unknown`, `openers-same-organization`,
 * `openers-all-of-office`.
 */
export async function nameSuccessor(tx: Tx, actor: Actor, roundId: string, values: SuccessorValues) {
  await underWay(tx, actor, roundId)
  await tx.deleteFrom('openerSuccessors').where('roundId', '=', roundId).where('no', '=', values.no).execute()
  if (values.move === 'drop') {
    await record(tx, 'opener.successor_dropped', roundId, { no: values.no }, { round: roundId })
    return
  }
  const { no, person } = values
  const candidates = await listCandidates(tx)
  const named = candidates.find(({ personId }) => personId === person) ?? refuse('opener-unknown')
  const others = (await nextOpeners(tx, roundId)).filter((opener) => opener.no !== no)
  refuseIf(others.some(({ orgId }) => orgId === named.orgId) ? 'openers-same-organization' : null)
  const isOffice = (orgId: string) => candidates.some((one) => one.orgId === orgId && one.office)
  refuseIf([named, ...others].every(({ orgId }) => isOffice(orgId)) ? 'openers-all-of-office' : null)
  await tx
    .insertInto('openerSuccessors')
    .values({ roundId, no, personId: person, orgId: named.orgId })
    .execute()
  await record(tx, 'opener.successor_named', roundId, { no, person }, { round: roundId })
  await askForKeys(tx, roundId, [person])
}

/** The openers as they would be after the addendum, in the order of their numbers. */
export async function nextOpeners(tx: Tx, roundId: string) {
  const successors = await listSuccessors(tx, roundId)
  const present = await listRoundOpeners(tx, roundId)
  return present.map((opener) => successors.find(({ no }) => no === opener.no) ?? opener)
}

/**
 * Publishes the addendum that names other keys. It is material to every lot: what was sealed before is sealed to the
 * former keys, so that bids and conditions must be sealed anew, and the seed is drawn anew. Refuses as `nameSuccessor`
 * does, and with `notice-changed`, `nothing-changed`, `successor-not-ready`, `keys-changed`, `seed-missing`,
 * `envelope-replayed` and the codes of `whyNotTake`.
 */
export async function replaceOpeners(tx: Tx, actor: Actor, roundId: string, values: ReplacementValues) {
  const { round, now } = await underWay(tx, actor, roundId)
  refuseIf(round.noticeHash!.toString('hex') === values.notice ? null : 'notice-changed')
  const former = await listRoundOpeners(tx, roundId)
  const successors = await listSuccessors(tx, roundId)
  refuseIf(successors.length === 0 ? 'nothing-changed' : null)
  refuseIf(successors.every(({ readyAt }) => readyAt) ? null : 'successor-not-ready')
  const next = (await nextOpeners(tx, roundId)).map(({ recipient }) => recipient)
  refuseIf(next.join(' ') === values.recipients ? null : 'keys-changed')
  const seed = values.sealed ?? refuse('seed-missing')
  refuseIf(whyNotTake(seed, seedHead(roundId, actor.organizationId)))
  const sealed = sealedOf(seed)
  await refuseReplay(tx, [sealed])

  await takePlaces(tx, roundId)
  await exchangeSeed(tx, actor.organizationId, roundId, sealed)
  const lots = await listLots(tx, roundId)
  const reopens =
    round.state === 'frozen' &&
    (await hasFrozen(
      tx,
      lots.map(({ id }) => id),
    ))
  const before = timesOf(round)
  // Who pledges has to seal conditions anew as well: before the freeze, that needs its days too.
  const pledging = reopens || round.state === 'published'
  const calendar = await loadCalendar(tx)
  const times = timesAfter(before, { now, terms: round.terms, calendar, reopens: pledging })
  await writeVersion(tx, round, { terms: round.terms, lots: [] }, times, reopens)
  await tx
    .updateTable('rounds')
    .set({ keysChangedAt: sql`clock_timestamp()` })
    .where('id', '=', roundId)
    .execute()
  const keys = successors.map(({ no, recipient }) => ({
    path: `opener.${no}`,
    from: former.find((opener) => opener.no === no)!.recipient!,
    to: recipient!,
  }))
  const notice = JSON.parse(round.notice!) as { seedCommitment?: string }
  const seeds = {
    path: 'seedCommitment',
    from: notice.seedCommitment ?? '',
    to: sealed.commitment.toString('hex'),
  }
  const changes = [...keys, seeds, ...changesOfTimes(before, times)]
  const { no } = await writeAddendum(tx, roundId, true, changes, values.reason)
  const facts = {
    no,
    material: true,
    reopened: reopens,
    lots: lots.map(({ id }) => id),
    keys: successors.map(({ no: place, recipient }) => `${place} ${recipient}`),
  }
  const event = await record(tx, 'round.amended', roundId, facts, { round: roundId })
  await tell(tx, roundId, 'round.amended', event)
  return no
}

/** Locks a round whose keys an addendum may still change. */
async function underWay(tx: Tx, actor: Actor, roundId: string) {
  officersOnly(actor)
  await tx.selectFrom('rounds').select('id').where('id', '=', roundId).forUpdate().executeTakeFirst()
  const round = (await findRound(tx, actor, roundId)) ?? refuse('round-unknown')
  const now = await databaseNow(tx)
  const isOpen = (round.state === 'published' || round.state === 'frozen') && now < round.bidsCloseAt!
  refuseIf(isOpen ? null : 'bids-closed')
  refuseIf(round.terms.sealing === 'openers' ? null : 'sealed-by-platform')
  return { round, now }
}

/** Whose key is named from now on opens; whose was, does not. */
async function takePlaces(tx: Tx, roundId: string) {
  await sql`
    delete from opener_keys k using opener_successors s
    where k.round_id = ${roundId} and s.round_id = k.round_id and s.no = k.no`.execute(tx)
  await sql`
    with taken as (delete from opener_successors where round_id = ${roundId} returning *)
    insert into opener_keys (round_id, no, person_id, org_id, recipient, rehearsal, rehearsal_hash, ready_at)
    select round_id, no, person_id, org_id, recipient, rehearsal, rehearsal_hash, ready_at from taken`.execute(
    tx,
  )
}
