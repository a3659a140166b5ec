import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TaskList } from '~/design/task-list'
import { TextLink } from '~/design/text-link'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { Acting } from '../parts/acting'
import { CaseChip } from '../parts/case-chip'
import { MattersLink } from '../parts/matters-link'
import { useMediationTexts } from '../parts/texts'
import { countOpenMatters } from '../matters/reading.server'
import { listCases } from '../queries.server'
import { listAsked } from '../mediators/desk.server'
import { listActing } from '../standing.server'

export const handle = page({ access: 'case.mediate', title: 'mediation.desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const bodyId = actor.organizationId
  const { rows } = await listCases(db, actor, { stage: 'open' })
  return {
    asked: await listAsked(db, actor),
    rows,
    acting: await listActing(
      db,
      rows.map(({ id }) => id),
    ),
    now,
    bodyId,
    openMatters: await countOpenMatters(db, bodyId),
  }
}

type Parties = {
  claimantName: string
  claimantNameEn: string | null
  respondentName: string
  respondentNameEn: string | null
}

export default function Desk() {
  const { asked, rows, acting, now, bodyId, openMatters } = useLoaderData<typeof loader>()
  const all = useMediationTexts()
  const texts = all.desk
  const named = useNamed()
  const parties = (its: Parties) =>
    `${named(its.claimantName, its.claimantNameEn)} – ${named(its.respondentName, its.respondentNameEn)}`
  const sorted = rows.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {asked.length > 0 && (
        <Section title={texts.asked} count={asked.length}>
          <TaskList
            tasks={asked.map(({ caseId, number, askedAt, dueAt, ...its }) => ({
              to: `/cases/${caseId}/mandate`,
              label: `${number} · ${parties(its)}`,
              sentence: (
                <>
                  {texts.askedSince} <Moment at={askedAt} now={now} />
                </>
              ),
              ...(dueAt && { end: <Deadline at={dueAt} now={now} /> }),
              meaning: 'attention' as const,
            }))}
          />
        </Section>
      )}
      <Section title={texts.mandates} count={rows.length}>
        <Table
          caption={texts.mandates}
          rows={sorted}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/cases/${id}`}
          empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="people" />}
          columns={[
            { key: 'number', head: all.list.number, cell: ({ number }) => number },
            {
              key: 'parties',
              head: all.list.parties,
              cell: parties,
            },
            {
              key: 'state',
              head: all.list.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ state }) => <CaseChip state={state} />,
            },
            {
              key: 'acting',
              head: all.list.whoActs,
              named: true,
              cell: ({ id, roles }) => <Acting acting={acting[id]} roles={roles} />,
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
          ]}
        />
      </Section>
      <MattersLink bodyId={bodyId} open={openMatters} />
      <p className="mt-6">
        <TextLink to={`/bodies/${bodyId}/templates`}>{all.templates.title}</TextLink>
      </p>
    </>
  )
}
