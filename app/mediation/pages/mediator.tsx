import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FormSummary } from '~/design/form-summary'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { doneOfMediator, mediatorForm } from '../mediators/form'
import { doMediatorDeed, readChoice } from '../mediators/reading.server'
import { Appointing } from '../parts/appointing'
import { ConflictFindings } from '../parts/conflict-findings'
import { Ranking } from '../parts/ranking'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.mediator' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return found(await readChoice(db, params.caseId!, now))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, now } = entered
  return withForm(entered, mediatorForm, async (tx, values) => {
    const { its } = found(await readChoice(tx, params.caseId!, now))
    await doMediatorDeed(tx, its.id, values, now)
    return redirect(`/cases/${its.id}/mediator?done=${doneOfMediator[values.move]}`)
  })
}

export default function Mediator() {
  const { its, side, roster, asked, ranked, ranking, check, mayComplain } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { matters } = useMediationTexts()
  const choosing = its.state === 'mediator_selection'
  return (
    <>
      {answer && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      {check && <ConflictFindings check={check} its={its} side={side} answer={answer} />}
      {choosing && side && !check && <Ranking {...{ roster, asked, ranked, ranking, side }} />}
      {choosing && its.roles.includes('registrar') && <Appointing {...{ roster, ranked, answer }} />}
      {mayComplain && (
        <p className="mt-8">
          <TextLink to={`/cases/${its.id}/complaints`}>{matters.complaints}</TextLink>
        </p>
      )}
      {!check && !choosing && <Appointing roster={[]} {...{ ranked, answer }} />}
    </>
  )
}
