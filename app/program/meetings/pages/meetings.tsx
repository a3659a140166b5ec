import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { MeetingChip } from '../parts/chips'
import { ResolutionList } from '../parts/resolution-list'
import { useMeetingTexts } from '../parts/texts'
import { listCarriedOver, listMeetings } from '../queries.server'
import { lackOf } from '../year'

export const handle = page({ access: 'program.read', title: 'program.meetings' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const today = dayOf(now)
  const [meetings, open] = await Promise.all([listMeetings(db), listCarriedOver(db)])
  const lack = lackOf(
    meetings.map(({ kind, state, startsAt }) => ({ kind, state, day: dayOf(startsAt) })),
    today,
  )
  return { today, manages: is(actor, 'officer'), meetings, open, lack }
}

export default function Meetings() {
  const { today, manages, meetings, open, lack } = useLoaderData<typeof loader>()
  const texts = useMeetingTexts()
  const format = useFormat()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/office/meetings/new" look="primary" icon="plus">
              {texts.plan}
            </LinkButton>
          )
        }
      />
      {lack && manages && (
        <div className="mb-6">
          <Notice meaning="attention">{texts.lacks[lack]}</Notice>
        </div>
      )}
      <Section title={texts.title} count={meetings.length}>
        <Table
          caption={texts.title}
          rows={meetings}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/office/meetings/${id}`}
          empty={<Empty icon="calendar" title={texts.none} why={texts.noneWhy} />}
          columns={[
            { key: 'title', head: texts.meeting, cell: ({ title }) => title },
            { key: 'kind', head: texts.kind, narrow: 'hidden', cell: ({ kind }) => texts.kinds[kind] },
            {
              key: 'startsAt',
              head: texts.when,
              type: 'date',
              cell: ({ startsAt }) => format.dateTime(startsAt),
            },
            { key: 'place', head: texts.place, narrow: 'hidden', cell: ({ place }) => place },
            {
              key: 'coming',
              head: texts.comingOf,
              type: 'number',
              narrow: 'hidden',
              cell: ({ coming, attended, invited, state }) =>
                invited === 0 ? '—' : `${state === 'invited' ? coming : attended} / ${invited}`,
            },
            {
              key: 'state',
              head: texts.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ state }) => <MeetingChip state={state} />,
            },
          ]}
        />
      </Section>
      <Section title={texts.openResolutions} count={open.length} sentence={texts.openResolutionsLead}>
        {open.length > 0 ? (
          <ResolutionList resolutions={open} today={today} withMeeting />
        ) : (
          <Empty icon="check-circle" title={texts.noOpen} why={texts.noOpenWhy} />
        )}
      </Section>
    </>
  )
}
