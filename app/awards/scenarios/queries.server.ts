import type { Kysely } from 'kysely'
import { record } from '~/kernel/events.server'
import type { Database } from '~db/schema'
import type { Certificate } from '../certificate'
import type { Instance } from '../instance'
import { findBase } from './ask.server'
import type { Scenario } from './change'
import { scenarioKept } from './form'

type Db = Kysely<Database>

/** Looking at what might have been is itself an event: it could sway whoever decides. */
export const noteScenarioLook = (db: Db, roundId: string) =>
  db.transaction().execute((tx) => record(tx, 'scenarios.looked', roundId, {}, { round: roundId }))

/** What was decided on, beside what would have been decided were something otherwise; null before anything is computed. */
export async function findScenarios(db: Db, roundId: string) {
  const base = await findBase(db, roundId)
  if (!base) return null
  const official = resultOf(base.body, base.certificate as unknown as Certificate)
  const runs = await db
    .selectFrom('awardRuns')
    .select(['id', 'state', 'scenario', 'certificate', 'problem', 'askedAt'])
    .where('roundId', '=', roundId)
    .where('kind', '=', 'scenario')
    .where('instanceHash', '=', base.hash)
    .orderBy('id')
    .execute()
  return {
    official,
    lots: base.body.lots.map(({ id, maxWinners }) => ({ code: id, maxWinners })),
    noWorseOff: base.body.options?.noWorseOff ?? false,
    isScored: base.body.scoring !== undefined,
    vendors: await listNames(db, base.body),
    scenarios: runs.map(({ id, state, scenario, certificate, problem, askedAt }) => ({
      id,
      state,
      problem,
      askedAt,
      change: scenarioKept.parse(scenario),
      result: certificate && resultOf(base.body, certificate as unknown as Certificate),
    })),
  }
}

export type Scenarios = NonNullable<Awaited<ReturnType<typeof findScenarios>>>
export type ScenarioRun = Scenarios['scenarios'][number]
export type ScenarioResult = ReturnType<typeof resultOf>
export type { Scenario }

function resultOf({ lots }: Instance, certificate: Certificate) {
  const { objective, cost, bound, counts, winners, assign } = certificate
  return {
    saving: BigInt(objective),
    cost: BigInt(cost),
    /** what no award could save beyond it, fen; null where nothing is claimed */
    open: bound && BigInt(bound.value) - BigInt(objective),
    pledges: counts.served,
    units: counts.units,
    buyers: new Set(assign.map(([buyer]) => buyer)).size,
    lots: lots.map(({ id }) => ({
      code: id,
      winners: winners
        .filter(({ lot }) => lot === id)
        .map(({ vendor, unitPrice, quantity }) => ({ vendor, quantity, unitPrice: BigInt(unitPrice) })),
    })),
  }
}

async function listNames(db: Db, { vendors }: Instance) {
  if (vendors.length === 0) return []
  return db
    .selectFrom('organizations')
    .select(['id', 'name', 'nameEn'])
    .where(
      'id',
      'in',
      vendors.map(({ id }) => id),
    )
    .orderBy('name')
    .execute()
}
