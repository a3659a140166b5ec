import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { planTraining } from '../commands.server'
import { trainingForm } from '../form'
import { TrainingFields } from '../parts/training-fields'
import { useTrainingTexts } from '../parts/texts'

export const handle = page({ access: 'program.manage', title: 'program.training-new' })

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return null
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, trainingForm, async (tx, values) => {
    const id = await planTraining(tx, entered.actor, values, entered.now)
    return redirect(`/office/trainings/${id}?done=saved`)
  })
}

export default function NewTraining() {
  const answer = answerOf(useActionData<typeof action>())
  const texts = useTrainingTexts().desk
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/trainings' }]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <TrainingFields answer={answer} defaults={{ seats: '60' }} />
    </>
  )
}
