import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { meetingMoveForm } from '../meetings/form'
import { moveMeeting } from '../meetings/meetings.server'
import { readMeeting } from '../meetings/reading.server'
import { MeetingChip } from '../parts/meetings'
import { MeetingDeeds, MeetingFacts } from '../parts/meeting'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.meetings' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return { ...found(await readMeeting(db, params.caseId!, params.sittingId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, now } = entered
  return withForm(entered, meetingMoveForm, async (tx, values) => {
    found(await readMeeting(tx, params.caseId!, params.sittingId!))
    await moveMeeting(tx, params.caseId!, params.sittingId!, values, now)
    return redirect(`/cases/${params.caseId}/meetings/${params.sittingId}?done=saved`)
  })
}

export default function MeetingPage() {
  const read = useLoaderData<typeof loader>()
  const { its, meeting } = read
  const all = useMediationTexts()
  const texts = all.meetings
  const at = `/cases/${its.id}/meetings`
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: at },
        ]}
        title={texts.of(all.channels[meeting.kind].name)}
        state={<MeetingChip state={meeting.state} />}
        primary={
          <LinkButton to={`${at}/${meeting.id}/calendar`} reloadDocument icon="calendar">
            {texts.calendar}
          </LinkButton>
        }
      />
      <MeetingFacts meeting={meeting} people={read.people} />
      <MeetingDeeds {...read} answer={answerOf(useActionData<typeof action>())} />
    </>
  )
}
