import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { uuidForm } from '~/kernel/fields'
import type { Actor } from '~/people/actor'
import { type DocketStage, docketStages } from './docket'
import type { CaseState } from './lifecycle'
import { casesSeen, listed } from './queries.server'

type Db = Kysely<Database>
const pageOf = 50

type Asked = { states: readonly CaseState[]; after?: string | undefined }

/** What a body's registrars work on: their docket by state, the oldest first. */
export async function listDocket(db: Db, actor: Actor, { states, after }: Asked) {
  const docket = casesSeen(db)
    .where('cases.bodyId', '=', actor.organizationId)
    .where('cases.state', 'in', [...states])
  const rows = await listed(
    docket.$if(!!after && uuidForm.test(after), (query) => query.where('cases.id', '>', after!)),
  )
    .orderBy('cases.id')
    .limit(pageOf + 1)
    .execute()
  return { rows: rows.slice(0, pageOf), next: rows.length > pageOf ? rows[pageOf - 1]!.id : null }
}

/** How many cases stand in each stage. */
export async function countDocket(db: Db, actor: Actor): Promise<Record<DocketStage, number>> {
  const rows = await db
    .selectFrom('cases')
    .where('bodyId', '=', actor.organizationId)
    .where('state', 'in', [...docketStages.all])
    .groupBy('state')
    .select(['state', sql<number>`count(*)::int`.as('count')])
    .execute()
  const sum = (states: readonly CaseState[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0)
  return Object.fromEntries(
    Object.entries(docketStages).map(([stage, states]) => [stage, sum(states)]),
  ) as Record<DocketStage, number>
}
