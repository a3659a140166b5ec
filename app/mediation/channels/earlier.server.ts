import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { listItems } from '../evidence/reading.server'
import { isClosed } from '../lifecycle'
import { findStanding } from '../mediators/selecting.server'
import { findCase } from '../queries.server'
import type { Channel } from './cipher.server'
import { type Side, sideIn } from './kinds'
import { readTalkOf } from './talk.server'

type Db = Kysely<Database>

const caucuses = (db: Db, caseId: string, side: Side) =>
  db
    .selectFrom('channels')
    .where('caseId', '=', caseId)
    .where('kind', '=', `caucus_${side}`)
    .where('endedAt', 'is not', null)
    .where('destroyedAt', 'is', null)

/** The caucuses of a side with mediators who have left, as far as the reader reads them, and whether the present one does. */
export async function listEarlier(db: Db, caseId: string, side: Side) {
  const standing = await findStanding(db, caseId)
  const present = standing?.state === 'accepted' ? standing.mediatorId : null
  const rows = await caucuses(db, caseId, side).select(['no', 'endedAt', 'passedTo']).orderBy('no').execute()
  return rows.map(({ no, endedAt, passedTo }) => ({
    no,
    endedAt: endedAt!,
    passed: present !== null && passedTo === present,
  }))
}

/** One of them with its files, to be read; undefined for everybody who does not. `mayPass`: the side may let the present mediator read it. */
export async function readEarlier(
  db: Db,
  actor: Actor,
  caseId: string,
  side: Side,
  no: number,
  before?: number,
) {
  const its = await findCase(db, caseId)
  const channel = (await caucuses(db, caseId, side)
    .where('no', '=', no)
    .select(['id', 'caseId', 'kind', 'no', 'wrappedKey'])
    .executeTakeFirst()) as Channel | undefined
  if (!its || !channel) return undefined
  const standing = await findStanding(db, caseId)
  const { passed } = (await listEarlier(db, caseId, side)).find((one) => one.no === no)!
  return {
    ...(await readTalkOf(db, actor, its, channel, before)),
    items: await listItems(db, channel),
    no,
    side,
    passed,
    mayPass: !passed && sideIn(its.roles) === side && standing?.state === 'accepted' && !isClosed(its.state),
    mediatorName: standing?.name ?? null,
  }
}

/**
 * A side lets the present mediator, and no later one, read what it said to an earlier one. No event tells of it. Refuses:
 * not-your-move, not-now.
 */
export const passCaucus = (tx: Db, caseId: string, side: Side, no: number) =>
  sql`select pass_caucus(${caseId}::uuid, ${side}, ${no})`.execute(tx).then(() => {})
