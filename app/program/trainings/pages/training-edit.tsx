import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { typedMoment } from '../../parts/typed-moment'
import { changeTraining } from '../commands.server'
import { trainingForm } from '../form'
import { TrainingFields } from '../parts/training-fields'
import { useTrainingTexts } from '../parts/texts'
import { findTraining } from '../queries.server'

export const handle = page({ access: 'program.manage', title: 'program.training-edit' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return { its: found(await findTraining(db, params.trainingId!)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, trainingForm, async (tx, values) => {
    const { id } = found(await findTraining(tx, entered.params.trainingId!))
    await changeTraining(tx, entered.actor, id, values, entered.now)
    return redirect(`/office/trainings/${id}?done=saved`)
  })
}

export default function EditTraining() {
  const { its } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useTrainingTexts().desk
  const named = useNamed()
  const { id, titleZh, titleEn, topic, startsAt, endsAt, place, placeEn, seats, description } = its
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/trainings' },
          { label: named(titleZh, titleEn || null), to: `/office/trainings/${id}` },
        ]}
        title={texts.edit}
      />
      <TrainingFields
        answer={answer}
        defaults={{
          titleZh,
          titleEn,
          topic,
          place,
          placeEn,
          description,
          seats: String(seats),
          startsAt: typedMoment(startsAt),
          endsAt: typedMoment(endsAt),
        }}
      />
    </>
  )
}
