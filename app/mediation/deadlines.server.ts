import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { loadCalendar } from '~/kernel/calendar.server'
import type { Calendar } from '~/kernel/workdays'
import { addDays, dayOf, type Deadline } from '~/kernel/workdays'
import {
  begin,
  type DeadlineKey,
  type DeadlineRule,
  fateOf,
  leftAt,
  periodsFrom,
  reminderAt,
  resumed,
} from './deadlines'
import type { CaseState } from './lifecycle'

type Tx = Kysely<Database>
type Case = { id: string; state: CaseState; stateSince: Date }
type Rules = Record<DeadlineKey, DeadlineRule & { version: number }>

/** The periods by which a case runs: of each the newest version up to the one it was filed under. */
export async function findRules(tx: Tx, caseId: string): Promise<Rules> {
  const rows = await tx
    .selectFrom('cases')
    .innerJoin('mediationBodies', 'mediationBodies.orgId', 'cases.bodyId')
    .innerJoin('deadlineRules as rule', (join) =>
      join
        .onRef('rule.caseType', '=', 'cases.type')
        .onRef('rule.bodyKind', '=', 'mediationBodies.kind')
        .onRef('rule.version', '<=', 'cases.rulesVersion'),
    )
    .where('cases.id', '=', caseId)
    .select(['rule.key', 'rule.amount', 'rule.unit', 'rule.onExpiry', 'rule.version'])
    .orderBy('rule.version')
    .execute()
  return Object.fromEntries(rows.map(({ key, ...rule }) => [key, rule])) as Rules
}

/** Begins a period of a case on a day; one that already runs stays as it is. */
export async function beginPeriod(tx: Tx, caseId: string, key: DeadlineKey, from: Date, period?: Deadline) {
  const [rules, calendar] = [await findRules(tx, caseId), await loadCalendar(tx)]
  await insertPeriods(
    tx,
    caseId,
    [{ key, period: period ?? begin(rules[key], dayOf(from), calendar) }],
    from,
    rules,
    calendar,
  )
}

/** What was to be done was done in time. */
export async function meetPeriod(tx: Tx, caseId: string, ...keys: DeadlineKey[]) {
  await tx
    .updateTable('deadlines')
    .set({ state: 'met' })
    .where('caseId', '=', caseId)
    .where('key', 'in', keys)
    .where('state', '=', 'running')
    .execute()
}

/** The instant at which the running period of this key is over; null when none runs. */
export async function findPeriod(tx: Tx, caseId: string, key: DeadlineKey) {
  return tx
    .selectFrom('deadlines')
    .selectAll()
    .where('caseId', '=', caseId)
    .where('key', '=', key)
    .where('state', 'in', ['running', 'paused'])
    .executeTakeFirst()
}

/** Ends, pauses, resumes and begins the periods of a case that has just entered a state. */
export async function keepPeriods(tx: Tx, { id, state, stateSince }: Case) {
  const [calendar, rules, open] = [
    await loadCalendar(tx),
    await findRules(tx, id),
    await tx
      .selectFrom('deadlines')
      .selectAll()
      .where('caseId', '=', id)
      .where('state', 'in', ['running', 'paused'])
      .execute(),
  ]
  for (const period of open) {
    const key = period.key as DeadlineKey
    const fate = fateOf(key, state)
    if (fate === 'ends')
      await change(tx, period.id, { state: period.state === 'running' ? 'met' : 'dropped' })
    if (fate === 'pauses' && period.state === 'running')
      await change(tx, period.id, {
        state: 'paused',
        remaining: leftAt(stateSince, deadlineOf(period), rules[key], calendar),
      })
    if (fate === 'runs' && period.state === 'paused') {
      const { dueAt, provisional } = resumed(period.remaining ?? 0, rules[key], stateSince, calendar)
      await change(tx, period.id, { state: 'running', dueAt, provisional, remaining: null })
    }
  }
  await beginAll(tx, id, periodsFrom(state), stateSince, rules, calendar)
}

async function beginAll(
  tx: Tx,
  caseId: string,
  keys: readonly DeadlineKey[],
  from: Date,
  rules: Rules,
  calendar: Calendar,
) {
  await insertPeriods(
    tx,
    caseId,
    keys.map((key) => ({ key, period: begin(rules[key], dayOf(from), calendar) })),
    from,
    rules,
    calendar,
  )
}

async function insertPeriods(
  tx: Tx,
  caseId: string,
  periods: readonly { key: DeadlineKey; period: Deadline }[],
  from: Date,
  rules: Rules,
  calendar: Calendar,
) {
  if (periods.length === 0) return
  await tx
    .insertInto('deadlines')
    .values(
      periods.map(({ key, period: { dueAt, provisional } }) => ({
        caseId,
        key,
        rulesVersion: rules[key].version,
        startedOn: dayOf(from),
        dueAt,
        provisional,
        remindAt: reminderAt(key, { startedOn: dayOf(from), dueAt }, calendar, 0),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['caseId', 'key']).where('state', 'in', ['running', 'paused']).doNothing(),
    )
    .execute()
}

/** The clock ends a period; false when somebody was there before. */
export async function leavePeriod(tx: Tx, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('deadlines')
    .set({ state: 'expired' })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

type Change = {
  state: 'running' | 'paused' | 'met' | 'dropped'
  dueAt?: Date
  provisional?: boolean
  remaining?: number | null
}

const change = (tx: Tx, id: string, values: Change) =>
  tx.updateTable('deadlines').set(values).where('id', '=', id).execute()

/** A stored period: its last day is the day before the first instant outside. */
export const deadlineOf = ({ dueAt, provisional }: { dueAt: Date; provisional: boolean }): Deadline => ({
  lastDay: addDays(dayOf(dueAt), -1),
  dueAt,
  provisional,
})
