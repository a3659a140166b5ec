import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { listLogEntries } from '~/kernel/log.server'
import type { Case } from '../queries.server'
import { jsonEntry } from './manifest'
import { checkpointPath, type Entry, proofsAt } from './reading'

type Db = Kysely<Database>

/** Steps that the log proves: when the case came and ended, what was signed and how it was kept. */
const proven = [
  'case.filed',
  'case.admitted',
  'case.closed',
  'settlement.signed',
  'settlement.fulfilled',
  'settlement.breached',
]

/** Who, what, when: the procedure with its periods, without a word of what was said. */
export async function readProcedure(db: Db, its: Case): Promise<Entry> {
  const parties = await db
    .selectFrom('organizations')
    .leftJoin('mediationBodies', 'mediationBodies.orgId', 'organizations.id')
    .select(['id', 'name', 'uscc', 'licenseNo'])
    .where('id', 'in', [its.claimantId, its.respondentId, its.bodyId])
    .execute()
  const party = (id: string) => {
    const { name, uscc } = parties.find((one) => one.id === id)!
    return { name, uscc }
  }
  const periods = await db
    .selectFrom('deadlines')
    .select(['key', 'startedOn', 'dueAt', 'state'])
    .where('caseId', '=', its.id)
    .orderBy('deadlines.id')
    .execute()
  return jsonEntry('procedure.json', {
    format: 'muster-procedure/1',
    case: its.number,
    type: its.type,
    claimant: party(its.claimantId),
    respondent: party(its.respondentId),
    body: {
      ...party(its.bodyId),
      license: parties.find(({ id }) => id === its.bodyId)!.licenseNo,
    },
    amount: its.amount,
    currency: its.currency,
    state: its.state,
    filedAt: timeOf(its.filedAt),
    respondedAt: timeOf(its.respondedAt),
    closedAt: timeOf(its.closedAt),
    steps: (await listSteps(db, its.id)).map(({ id: _, kind, move, at, actorKind, rule }) => ({
      kind,
      move,
      at: timeOf(at),
      by: actorKind,
      rule,
    })),
    periods: periods.map(({ dueAt, ...period }) => ({ ...period, dueAt: timeOf(dueAt) })),
  })
}

async function listSteps(db: Db, caseId: string) {
  return db
    .selectFrom('events')
    .leftJoin('eventBodies', 'eventBodies.eventId', 'events.id')
    .where('events.subjectId', '=', caseId)
    .where((row) =>
      row.or([
        row('events.kind', 'in', proven),
        row(sql<string>`event_bodies.body::jsonb->>'move'`, 'is not', null),
      ]),
    )
    .select(['events.id', 'events.kind', 'events.at', 'events.actorKind', 'events.rule'])
    .select(sql<string | null>`event_bodies.body::jsonb->>'move'`.as('move'))
    .orderBy('events.id')
    .execute()
}

/** What proves the steps without the platform, under the first checkpoint that covers all that is in the log. */
export async function proveSteps(db: Db, caseId: string): Promise<Entry[]> {
  const steps = (await listSteps(db, caseId)).filter(({ kind }) => proven.includes(kind))
  if (steps.length === 0) return []
  const { rows } = await sql<{ size: bigint | null }>`
    select min(c.size) as size from checkpoints c
    where c.size > (select max(l.ix) from leaves l where l.ix < (select max(size) from checkpoints)
                    and l.event_id in (${sql.join(steps.map(({ id }) => id))}))`.execute(db)
  const size = rows[0]?.size
  if (!size) return []
  const found = await listLogEntries(
    db,
    steps.map(({ id }) => id),
    size,
  )
  const entries = steps.flatMap(({ id, kind }) => {
    const entry = found.get(id)
    if (!entry) return []
    const { checkpoint: _, ...proof } = entry
    return [jsonEntry(`${proofsAt}${String(proof.index)}-${kind}.json`, proof)]
  })
  const note = [...found.values()][0]?.checkpoint
  return note === undefined ? [] : [...entries, { path: checkpointPath, bytes: Buffer.from(note) }]
}

const timeOf = (at: Date | null) => at && at.toISOString()
