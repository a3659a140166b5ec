import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { readMeetings } from '../meetings/reading.server'
import { Meetings } from '../parts/meetings'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.meetings' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readMeetings(db, params.caseId!))
}

export default function MeetingsPage() {
  const { its, meetings, mayCall } = useLoaderData<typeof loader>()
  const all = useMediationTexts()
  const texts = all.meetings
  return (
    <Section
      title={texts.title}
      count={meetings.length}
      sentence={texts.lead}
      actions={mayCall.map((kind) => (
        <LinkButton key={kind} to={`/cases/${its.id}/meetings/${kind}/new`} size="small">
          {texts.call(all.channels[kind].name)}
        </LinkButton>
      ))}
    >
      <Meetings caseId={its.id} meetings={meetings} />
    </Section>
  )
}
