import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TaskList } from '~/design/task-list'
import { TextLink } from '~/design/text-link'
import type { Upcoming } from '../office.server'
import { endOf } from './days'
import { useProgramTexts } from './texts'

type UpcomingProps = { upcoming: Upcoming; now: Date }

/** What an agency's days hold now: who is late in its scope, where it is invited, what it has to report. */
export function UpcomingPanels({ upcoming: { late, meeting, reports }, now }: UpcomingProps) {
  const texts = useProgramTexts().office.upcoming
  const named = useNamed()
  const enterprises = late.reduce((sum, one) => sum + one.enterprises, 0)
  return (
    <div className="mb-8 grid gap-x-10 gap-y-8 lg:grid-cols-3 [&>section]:mt-0">
      <Section title={texts.late} count={enterprises}>
        {late.length > 0 ? (
          <TaskList
            tasks={late.map((one) => ({
              to: `/campaigns/${one.id}?state=late`,
              label: texts.lateOf(one.enterprises),
              sentence: named(one.title, one.titleEn),
              end: <Deadline at={endOf(one.dueOn)} now={now} />,
              icon: 'alert',
              meaning: 'risk',
            }))}
          />
        ) : (
          <Empty icon="check-circle" title={texts.noLate} why={texts.noLateWhy} />
        )}
      </Section>
      <Section title={texts.meeting}>
        <NextMeeting meeting={meeting} now={now} />
      </Section>
      <Section title={texts.reports} count={reports.length}>
        {reports.length > 0 ? (
          <TaskList
            tasks={reports.map((task) => ({
              to: `/office/reports/${task.id}`,
              label: task.title,
              sentence: task.state === 'returned' ? texts.returned : undefined,
              end: <Deadline at={endOf(task.dueOn)} now={now} />,
              icon: 'document',
              meaning: endOf(task.dueOn) < now ? 'risk' : 'info',
            }))}
          />
        ) : (
          <Empty icon="check-circle" title={texts.noReports} why={texts.noReportsWhy} />
        )}
      </Section>
    </div>
  )
}

function NextMeeting({ meeting, now }: { meeting: Upcoming['meeting']; now: Date }) {
  const texts = useProgramTexts().office.upcoming
  if (!meeting) return <Empty icon="calendar" title={texts.noMeeting} why={texts.noMeetingWhy} />
  const to = `/office/meetings/${meeting.id}`
  return (
    <>
      <TaskList
        tasks={[
          {
            to,
            label: meeting.title,
            sentence: [meeting.place, texts.answers[meeting.answer ?? 'none']].join(' · '),
            end: <Deadline at={meeting.startsAt} now={now} />,
            icon: 'calendar',
            meaning: meeting.answer === null ? 'attention' : 'info',
          },
        ]}
      />
      <div className="mt-3">
        <LinkButton reloadDocument to={`${to}/calendar`} size="small" icon="calendar">
          {texts.toCalendar}
        </LinkButton>
      </div>
    </>
  )
}

/** On a past day they are not shown: nobody recorded what was due then. */
export function NotOfPastDays() {
  const texts = useProgramTexts().office.upcoming
  return (
    <p className="mb-6 max-w-prose text-ink-soft">
      {texts.ofNow} <TextLink to="/office">{texts.showNow}</TextLink>
    </p>
  )
}
