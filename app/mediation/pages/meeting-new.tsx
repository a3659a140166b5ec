import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Channel } from '~/design/channel'
import { DateField } from '~/design/date-field'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { TextField } from '~/design/text-field'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { kindOfPath, toneOf } from '../channels/kinds'
import { meetingForm } from '../meetings/form'
import { callMeeting } from '../meetings/meetings.server'
import { readMeetingForm } from '../meetings/reading.server'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.meetings' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const kind = found(kindOfPath(params.channel))
  const { channel: _, ...read } = found(await readMeetingForm(db, params.caseId!, kind))
  return read
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, now } = entered
  const kind = found(kindOfPath(params.channel))
  return withForm(entered, meetingForm, async (tx, values) => {
    found(await readMeetingForm(tx, params.caseId!, kind))
    const id = await callMeeting(tx, params.caseId!, kind, values, now)
    return redirect(`/cases/${params.caseId}/meetings/${id}?done=meeting-called`)
  })
}

export default function MeetingNew() {
  const { its, kind, readers } = useLoaderData<typeof loader>()
  const all = useMediationTexts()
  const texts = all.meetings
  const answer = answerOf(useActionData<typeof action>())
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: `/cases/${its.id}/meetings` },
        ]}
        title={texts.call(all.channels[kind].name)}
      />
      <Channel name={all.channels[kind].name} note={all.channels[kind].note} tone={toneOf[kind]}>
        <p className="mb-4 text-sm text-ink-soft">
          {all.talk.readers(String(readers.length), readers.join(all.listComma))}
        </p>
        <CheckedForm
          form={meetingForm}
          answer={answer}
          defaults={{ minutes: '60' }}
          className="max-w-xl space-y-5"
        >
          {(field, busy) => (
            <>
              <div className="grid gap-5 sm:grid-cols-2">
                <DateField {...field('startsAt')} time label={texts.at} hint={texts.zone} />
                <NumberField {...field('minutes')} label={texts.minutes} />
              </div>
              <TextField {...field('place')} label={texts.place} hint={texts.placeHint} />
              <Button look="primary" busy={busy}>
                {texts.callVerb}
              </Button>
            </>
          )}
        </CheckedForm>
      </Channel>
    </>
  )
}
