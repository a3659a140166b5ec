import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { ViewTabs } from '~/design/view-tabs'
import { useHistorySentence } from '~/texts/histories'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { eventFilter, views } from '../asked'
import { listEvents } from '../events.server'
import { AuditTabs } from '../parts/audit-tabs'
import { useAuditTexts } from '../parts/texts'

export const handle = page({ access: 'audit.read', title: 'program.auditEvents' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return listEvents(db, eventFilter.parse(Object.fromEntries(url.searchParams)))
}

export default function Events() {
  const { rows, next } = useLoaderData<typeof loader>()
  const { events: texts } = useAuditTexts()
  const format = useFormat()
  const named = useNamed()
  const sentence = useHistorySentence()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <AuditTabs auditor />
      <ViewTabs
        label={texts.title}
        name="which"
        tabs={views.map((value) => ({ value, label: texts.views[value] }))}
      />
      <Filters
        keep={['which']}
        filters={[
          { name: 'q', label: texts.q, type: 'search', placeholder: texts.qHint },
          {
            name: 'room',
            label: texts.room,
            type: 'choice',
            any: texts.anyRoom,
            options: Object.entries(texts.rooms).map(([value, label]) => ({ value, label })),
          },
          { name: 'from', label: texts.from, type: 'date' },
          { name: 'to', label: texts.to, type: 'date' },
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/audit/events/${id}`}
        paging={{ after: next }}
        csv="/audit/events.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="search" />}
        columns={[
          { key: 'what', head: texts.what, cell: ({ kind }) => sentence(kind) },
          {
            key: 'kind',
            head: texts.kind,
            cell: ({ kind }) => <code className="font-mono text-sm text-ink-soft">{kind}</code>,
          },
          {
            key: 'who',
            head: texts.who,
            cell: ({ person, organization, organizationEn, actorKind }) => (
              <>
                {person ?? (actorKind === 'clock' ? texts.clock : texts.nobody)}
                {organization && (
                  <span className="block text-sm text-ink-soft">{named(organization, organizationEn)}</span>
                )}
              </>
            ),
          },
          { key: 'round', head: texts.round, cell: ({ roundNumber }) => roundNumber },
          { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => <Moment at={at} /> },
          {
            key: 'ix',
            head: texts.ix,
            type: 'number',
            narrow: 'end',
            cell: ({ ix }) => (ix === null ? texts.unsealed : format.number(ix)),
          },
        ]}
      />
    </>
  )
}
