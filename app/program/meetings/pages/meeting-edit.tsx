import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changeMeeting } from '../commands.server'
import { meetingForm } from '../form'
import { MeetingFields } from '../parts/meeting-fields'
import { useMeetingTexts } from '../parts/texts'
import { findMeeting } from '../queries.server'
import { typedMoment } from '../../parts/typed-moment'

export const handle = page({ access: 'program.manage', title: 'program.meeting-edit' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return { meeting: found(await findMeeting(db, params.meetingId!)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, meetingForm, async (tx, values) => {
    const { id } = found(await findMeeting(tx, entered.params.meetingId!))
    await changeMeeting(tx, entered.actor, id, values)
    return redirect(`/office/meetings/${id}?done=saved`)
  })
}

export default function EditMeeting() {
  const { meeting } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMeetingTexts()
  const { id, kind, title, startsAt, minutesPlanned, place, agenda, state } = meeting
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/meetings' },
          { label: title, to: `/office/meetings/${id}` },
        ]}
        title={texts.edit}
        sentence={state === 'invited' && texts.editTold}
      />
      <MeetingFields
        answer={answer}
        defaults={{
          kind,
          title,
          startsAt: typedMoment(startsAt),
          minutesPlanned: String(minutesPlanned),
          place,
          agenda,
        }}
      />
    </>
  )
}
