import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { officersOnly, type Tx } from '~/rounds/commands.server'
import type { Instance } from '../instance'
import { type Scenario, whyNotAsk } from './change'
import { scenarioKept } from './form'

/**
 * Queues what would have been decided were something otherwise, over the newest facts of the round: not official, and
 * nothing that was decided is touched. Refuses with the codes of `whyNotAsk`, `scenario-too-early`.
 */
export async function askScenario(tx: Tx, actor: Actor, roundId: string, scenario: Scenario) {
  officersOnly(actor)
  const base = (await findBase(tx, roundId)) ?? refuse('scenario-too-early')
  const asked = await tx
    .selectFrom('awardRuns')
    .select('scenario')
    .where('roundId', '=', roundId)
    .where('kind', '=', 'scenario')
    .where('instanceHash', '=', base.hash)
    .where('state', '<>', 'failed')
    .execute()
  const others = asked.map((run) => scenarioKept.parse(run.scenario))
  refuseIf(whyNotAsk(scenario, base.body, others))
  const { id } = await tx
    .insertInto('awardRuns')
    .values({
      roundId,
      kind: 'scenario',
      scenario: JSON.stringify(scenario),
      instanceHash: base.hash,
      askedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, 'scenario.asked', id, { run: id, change: JSON.stringify(scenario) }, { round: roundId })
}

/** The facts of the newest official run that is computed. */
export async function findBase(db: Tx, roundId: string) {
  const row = await db
    .selectFrom('awardRuns')
    .innerJoin('awardInstances', 'awardInstances.hash', 'awardRuns.instanceHash')
    .select(['awardInstances.hash', 'awardInstances.body', 'awardRuns.certificate'])
    .where('awardRuns.roundId', '=', roundId)
    .where('awardRuns.kind', '=', 'official')
    .where('awardRuns.certificate', 'is not', null)
    .orderBy('awardRuns.id', 'desc')
    .executeTakeFirst()
  return row && { ...row, body: row.body as unknown as Instance }
}
