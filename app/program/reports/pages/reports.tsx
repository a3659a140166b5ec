import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { Chip } from '~/design/chip'
import { dayOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useDay, usePeriod } from '../../parts/days'
import { isLate } from '../answering'
import { TaskChip } from '../parts/task-chip'
import { useReportTexts } from '../parts/texts'
import { listLate, listOwnTasks, listRounds, seesAll } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.reports' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const today = dayOf(now)
  const whole = seesAll(actor)
  const [rounds, late] = whole ? await Promise.all([listRounds(db, today), listLate(db, today)]) : [[], []]
  const own = whole ? [] : await listOwnTasks(db, actor)
  return { today, whole, manages: is(actor, 'officer'), rounds, late, own }
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Reports() {
  const data = useLoaderData<typeof loader>() as Data
  const texts = useReportTexts()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={data.whole ? texts.lead : texts.ownLead}
        primary={
          data.manages && (
            <LinkButton to="/office/reports/rounds/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      {data.whole ? (
        <>
          {data.late.length > 0 && <Late tasks={data.late} />}
          <Rounds rounds={data.rounds} />
        </>
      ) : (
        <Own tasks={data.own} today={data.today} />
      )}
    </>
  )
}

function Rounds({ rounds }: { rounds: Data['rounds'] }) {
  const texts = useReportTexts()
  const format = useFormat()
  const day = useDay()
  const period = usePeriod()
  return (
    <Section title={texts.rounds} count={rounds.length}>
      <Table
        caption={texts.rounds}
        rows={rounds}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/reports/rounds/${id}`}
        empty={<Empty icon="document" title={texts.noRounds} why={texts.noRoundsWhy} />}
        columns={[
          { key: 'title', head: texts.round, cell: ({ title }) => title },
          { key: 'covers', head: texts.covers, narrow: 'hidden', cell: (round) => period(round) },
          { key: 'dueOn', head: texts.dueOn, type: 'date', cell: ({ dueOn }) => day(dueOn) },
          {
            key: 'accepted',
            head: texts.acceptedOf,
            type: 'number',
            cell: ({ accepted, tasks }) => `${format.number(accepted)} / ${format.number(tasks)}`,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ openedAt, late, tasks, accepted }) =>
              !openedAt ? (
                <Chip meaning="quiet">{texts.draft}</Chip>
              ) : late > 0 ? (
                <Chip meaning="risk">{texts.lateCount(late)}</Chip>
              ) : accepted === tasks ? (
                <Chip meaning="ok">{texts.complete}</Chip>
              ) : (
                <Chip meaning="info">{texts.running}</Chip>
              ),
          },
        ]}
      />
    </Section>
  )
}

function Late({ tasks }: { tasks: Data['late'] }) {
  const named = useNamed()
  const texts = useReportTexts()
  const day = useDay()
  return (
    <Section title={texts.lateList} count={tasks.length} sentence={texts.lateLead}>
      <Table
        caption={texts.lateList}
        rows={tasks}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/reports/${id}`}
        csv="/office/reports/late.csv"
        empty={null}
        columns={[
          { key: 'agency', head: texts.agency, cell: ({ agency, agencyEn }) => named(agency, agencyEn) },
          { key: 'title', head: texts.round, cell: ({ title }) => title },
          { key: 'dueOn', head: texts.dueOn, type: 'date', cell: ({ dueOn }) => day(dueOn) },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <TaskChip state={state} late={state === 'open'} />,
          },
        ]}
      />
    </Section>
  )
}

function Own({ tasks, today }: { tasks: Data['own']; today: string }) {
  const texts = useReportTexts()
  const day = useDay()
  const period = usePeriod()
  return (
    <Table
      caption={texts.title}
      rows={tasks}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/office/reports/${id}`}
      total={tasks.length}
      empty={<Empty icon="document" title={texts.noTasks} why={texts.noTasksWhy} />}
      columns={[
        { key: 'title', head: texts.round, cell: ({ title }) => title },
        { key: 'covers', head: texts.covers, narrow: 'hidden', cell: (task) => period(task) },
        { key: 'dueOn', head: texts.dueOn, type: 'date', cell: ({ dueOn }) => day(dueOn) },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state, dueOn }) => <TaskChip state={state} late={isLate(state, dueOn, today)} />,
        },
      ]}
    />
  )
}
