import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { calendarOf, dayOf, missingYear, startOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { loadYear } from '../commands.server'
import { calendarForm } from '../form'
import { CalendarForm } from '../parts/calendar-form'
import { useWorkdaysTexts } from '../parts/texts'
import { listCalendarYears } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.workdays' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const years = await listCalendarYears(db)
  const today = dayOf(now)
  const known = calendarOf(
    years.flatMap(({ holidays }) => holidays.map((day) => ({ day, kind: 'holiday' as const }))),
  )
  const next = Math.max(Number(today.slice(0, 4)), ...years.map(({ year }) => year + 1))
  return { years, missing: missingYear(known, today), next, loads: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, calendarForm, async (tx, values) => {
    await loadYear(tx, entered.actor, values, entered.now)
    return redirect('/office/workdays?done=calendar-loaded')
  })
}

export default function Workdays() {
  const { years, missing, next, loads } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useWorkdaysTexts()
  const format = useFormat()
  const [newest] = years
  const listed = (days: readonly string[]) => (
    <span className="flex flex-wrap gap-x-4 gap-y-1">
      {days.map((day) => (
        <span key={day} className="whitespace-nowrap">
          {format.date(startOf(day))}
        </span>
      ))}
    </span>
  )
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {missing && (
        <div className="mb-6">
          <Notice meaning="risk" title={texts.missing(missing)}>
            {texts.missingWhat}
          </Notice>
        </div>
      )}
      <Columns side={loads && <CalendarForm year={next} answer={answer} />}>
        <Table
          caption={texts.years}
          rows={years}
          rowKey={({ year }) => String(year)}
          empty={<Empty icon="calendar" title={texts.none} why={texts.noneWhy} />}
          columns={[
            { key: 'year', head: texts.year, cell: ({ year }) => <span className="figure">{year}</span> },
            {
              key: 'working',
              head: texts.workingDays,
              type: 'number',
              cell: ({ workingDays }) => format.number(workingDays),
            },
            {
              key: 'off',
              head: texts.off,
              type: 'number',
              cell: ({ holidays }) => format.number(holidays.length),
            },
            {
              key: 'moved',
              head: texts.moved,
              type: 'number',
              cell: ({ workdays }) => format.number(workdays.length),
            },
            { key: 'notice', head: texts.notice, cell: ({ notice }) => notice ?? texts.shipped },
            { key: 'by', head: texts.by, narrow: 'hidden', cell: ({ by }) => by },
          ]}
        />
        {newest && (
          <Section title={texts.daysOf(newest.year)}>
            <Facts
              items={[
                { label: texts.off, value: listed(newest.holidays) },
                {
                  label: texts.moved,
                  value: newest.workdays.length > 0 ? listed(newest.workdays) : texts.noMoved,
                },
              ]}
            />
          </Section>
        )}
      </Columns>
    </>
  )
}
