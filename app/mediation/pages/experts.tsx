import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { doExpertDeed, readExperts } from '../channels/experts.server'
import { expertForm } from '../channels/form'
import { ExpertForm, Experts } from '../parts/experts'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.expert' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readExperts(db, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params } = entered
  return withForm(entered, expertForm, async (tx, values) => {
    found(await readExperts(tx, params.caseId!))
    await doExpertDeed(tx, params.caseId!, values)
    const done = values.move === 'invite' ? 'expert-asked' : 'expert-ended'
    return redirect(`/cases/${params.caseId}/experts?done=${done}`)
  })
}

export default function ExpertsPage() {
  const { its, side, experts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { experts: texts } = useMediationTexts()
  return (
    <>
      <Section title={texts.title} count={experts.length} sentence={texts.lead}>
        <Experts caseId={its.id} experts={experts} side={side} answer={answer} />
      </Section>
      {side && <ExpertForm answer={answer} />}
    </>
  )
}
