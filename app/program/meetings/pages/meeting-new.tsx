import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { planMeeting } from '../commands.server'
import { meetingForm } from '../form'
import { MeetingFields } from '../parts/meeting-fields'
import { useMeetingTexts } from '../parts/texts'

export const handle = page({ access: 'program.manage', title: 'program.meeting-new' })

export async function loader(args: LoaderFunctionArgs) {
  await enter(args, handle)
  return null
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, meetingForm, async (tx, values) => {
    const id = await planMeeting(tx, entered.actor, values)
    return redirect(`/office/meetings/${id}?done=saved`)
  })
}

export default function NewMeeting() {
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMeetingTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/meetings' }]}
        title={texts.plan}
        sentence={texts.planLead}
      />
      <MeetingFields answer={answer} defaults={{ kind: 'liaison', minutesPlanned: '90' }} />
    </>
  )
}
