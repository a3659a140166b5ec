import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useAwardTexts } from '../../parts/texts'
import { askScenario } from '../ask.server'
import { scenarioForm } from '../form'
import { ScenarioForm } from '../parts/scenario-form'
import { ScenarioTable } from '../parts/scenario-table'
import { findScenarios, noteScenarioLook, type Scenarios as Found } from '../queries.server'

export const handle = page({ access: 'scenario.read', title: 'awards.scenarios' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  const scenarios = await findScenarios(db, round.id)
  if (scenarios) await noteScenarioLook(db, round.id)
  return { round, scenarios, mayAsk: mayEnter('scenario.ask', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'scenario.ask' }))
  const { actor, params } = entered
  return withForm(entered, scenarioForm, async (tx, scenario) => {
    const round = found(await findShownRound(tx, actor, params.roundId!))
    await askScenario(tx, actor, round.id, scenario)
    return redirect(`/rounds/${round.id}/scenarios?done=scenario-asked`)
  })
}

export default function Scenarios() {
  const { round, mayAsk, ...data } = useLoaderData<typeof loader>()
  const scenarios = data.scenarios as Found | null
  const answer = answerOf(useActionData<typeof action>())
  const all = useAwardTexts()
  const texts = all.scenarios
  const roundName = useRoundName()
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: all.evaluation.title, to: `/rounds/${round.id}/evaluation` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      {scenarios ? (
        <>
          <div className="mb-6">
            <Notice meaning="info" title={texts.never}>
              {texts.neverWhy}
            </Notice>
          </div>
          {scenarios.scenarios.length > 0 ? (
            <div className="mb-8">
              <ScenarioTable scenarios={scenarios} />
            </div>
          ) : (
            <Empty title={texts.empty} why={texts.emptyWhy} icon="scales" />
          )}
          {mayAsk && <ScenarioForm scenarios={scenarios} answer={answer} />}
        </>
      ) : (
        <Empty title={texts.tooEarly} why={texts.tooEarlyWhy} icon="lock" />
      )}
    </>
  )
}
