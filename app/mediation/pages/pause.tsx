import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { Pausing } from '../parts/pausing'
import { useMediationTexts } from '../parts/texts'
import { pauseForm } from '../pauses/form'
import { doPauseDeed, readPause } from '../pauses/pauses.server'

export const handle = page({ access: 'seat', title: 'mediation.pause' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readPause(db, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, pauseForm, async (tx, values) => {
    const { its } = found(await readPause(tx, params.caseId!))
    const done = await doPauseDeed(tx, actor, its.id, values, now)
    return redirect(`/cases/${its.id}?done=${done}`)
  })
}

export default function Pause() {
  const read = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/cases' },
          { label: read.its.number, to: `/cases/${read.its.id}` },
        ]}
        title={all.pause.title}
        sentence={all.pause.lead}
      />
      {answer && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      <Pausing {...read} answer={answer} />
    </>
  )
}
