import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import { findChannel } from '../channels/channels.server'
import { listMessages } from '../channels/messages.server'
import type { CaseState } from '../lifecycle'
import { recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { tellSeats } from '../telling.server'
import type { Asked, SupportDeed } from './form'

type Db = Kysely<Database>

export type Support = {
  id: string
  reason: string
  askedAt: Date
  granted: boolean | null
  decidedAt: Date | null
  endsAt: Date | null
  runs: boolean
}
export type OwnSupport = Support & { caseId: string; number: string; state: CaseState }
export type CaseSupport = Support & { who: string }

/** What the actor, of the office, has asked to read. */
export async function listAskedSupports(db: Db): Promise<OwnSupport[]> {
  const { rows } = await sql<OwnSupport>`select * from supports_asked()`.execute(db)
  return rows
}

/** Joint talks and procedure of a case, while the actor is let; without words before and after. Undefined for others. */
export async function readSupported(db: Db, supportId: string) {
  const support = (await listAskedSupports(db)).find(({ id }) => id === supportId)
  if (!support) return undefined
  const read = async (kind: 'joint' | 'procedure') => {
    const channel = support.runs ? await findChannel(db, support.caseId, kind) : undefined
    return { kind, messages: channel ? await listMessages(db, channel) : [] }
  }
  return { support, title: support.number, talks: [await read('joint'), await read('procedure')] }
}

/** Who of support has read a case or wants to, for everybody who takes part. */
export async function readSupports(db: Db, caseId: string) {
  const its = await findCase(db, caseId)
  if (!its || !its.roles.some((role) => reading.includes(role)) || its.filedAt === null) return undefined
  const { rows: supports } = await sql<CaseSupport>`select * from supports_of(${caseId}::uuid)`.execute(db)
  return {
    its: { id: its.id, number: its.number, bodyId: its.bodyId, roles: its.roles },
    title: its.number,
    supports,
  }
}

const reading: readonly string[] = ['claimant', 'respondent', 'mediator', 'registrar']

/** Asks to read. Refuses: not-your-move, support-case-unknown, support-asked. */
export async function askSupport(tx: Db, { number, reason }: Asked): Promise<string> {
  const { rows } = await sql<{ id: string }>`select ask_support(${number}, ${reason}) as id`.execute(tx)
  return rows[0]!.id
}

/** The head lets support read for an hour, or not; who takes part is told in the same transaction. Refuses: not-your-move, already-moved. */
export async function doSupportDeed(tx: Db, caseId: string, { move, supportId }: SupportDeed) {
  if (move === 'end') return endSupport(tx, supportId)
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  await sql`select decide_support(${caseId}::uuid, ${supportId}::uuid, ${move === 'grant'})`.execute(tx)
  const kind = move === 'grant' ? 'case.support_granted' : 'case.support_declined'
  const event = await recordOfCase(tx, kind, caseId, { support: supportId })
  if (move === 'grant')
    await tellSeats(tx, its, ['claimant', 'respondent', 'mediator', 'registrar'], event, '/support')
}

/** Before its hour is over. Refuses: already-moved. */
export const endSupport = (tx: Db, supportId: string) =>
  sql`select end_support(${supportId}::uuid)`.execute(tx).then(() => {})

/** Whoever of support reads a channel of the case now, beside its readers. */
export async function findReader(db: Db, caseId: string) {
  const { rows } = await sql<CaseSupport>`select * from supports_of(${caseId}::uuid) where runs`.execute(db)
  const first = rows[0]
  return first ? { who: first.who, endsAt: first.endsAt! } : null
}
