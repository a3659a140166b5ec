import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { docketStages, stageOf } from '../docket'
import { countDocket, listDocket } from '../docket.server'
import { listDueSoon, listRegistryTasks } from '../registry-tasks.server'
import { CaseChip } from '../parts/case-chip'
import { RegistryTasks } from '../parts/registry-tasks'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'case.register', title: 'mediation.registry' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const stage = stageOf(url.searchParams.get('stage'))
  const listed = await listDocket(db, actor, {
    states: docketStages[stage],
    after: url.searchParams.get('after') ?? undefined,
  })
  return {
    ...listed,
    stage,
    counts: await countDocket(db, actor),
    tasks: await listRegistryTasks(db, actor),
    due: await listDueSoon(db, actor),
    bodyId: actor.organizationId,
    now,
  }
}

export default function Registry() {
  const { rows, next, stage, counts, tasks, due, bodyId, now } = useLoaderData<typeof loader>()
  const all = useMediationTexts()
  const texts = all.registry
  const named = useNamed()
  const stages = Object.keys(docketStages) as (keyof typeof docketStages)[]
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={<LinkButton to={`/bodies/${bodyId}`}>{texts.body}</LinkButton>}
      />
      <RegistryTasks tasks={tasks} due={due} now={now} />
      <Filters
        filters={[]}
        views={stages.map((one) => ({
          label: `${texts.tabs[one]} ${counts[one]}`,
          search: one === 'intake' ? '?' : `?stage=${one}`,
        }))}
      />
      <Table
        caption={texts.tabs[stage]}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id, state }) => (state === 'filed' ? `/cases/${id}/admission` : `/cases/${id}`)}
        total={counts[stage]}
        paging={{ after: next }}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="archive" />}
        columns={[
          {
            key: 'number',
            head: all.list.number,
            cell: ({ number }) => <span className="figure">{number}</span>,
          },
          {
            key: 'parties',
            head: all.list.parties,
            cell: (its) => (
              <>
                {named(its.claimantName, its.claimantNameEn)}{' '}
                <span className="block text-ink-soft">{named(its.respondentName, its.respondentNameEn)}</span>
              </>
            ),
          },
          { key: 'type', head: all.list.type, cell: ({ type }) => all.types[type] },
          {
            key: 'state',
            head: all.list.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <CaseChip state={state} />,
          },
          {
            key: 'age',
            head: texts.age,
            type: 'date',
            cell: ({ stateSince }) => <Moment at={stateSince} now={now} day />,
          },
          {
            key: 'due',
            head: all.list.due,
            type: 'date',
            cell: ({ dueAt, dueKey }) =>
              dueAt && (
                <>
                  <span className="block text-sm text-ink-soft">{all.deadlines[dueKey ?? '']}</span>
                  <Deadline at={dueAt} now={now} />
                </>
              ),
          },
          {
            key: 'amount',
            head: all.list.amount,
            type: 'money',
            cell: ({ amount, currency }) => (amount > 0n ? <Money fen={amount} currency={currency} /> : '–'),
          },
        ]}
      />
    </>
  )
}
