import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { eventFilter } from '../asked'
import { listAuthors } from '../events.server'
import { AuditTabs } from '../parts/audit-tabs'
import { useAuditTexts } from '../parts/texts'

export const handle = page({ access: 'audit.read', title: 'program.auditAuthors' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return listAuthors(db, eventFilter.parse(Object.fromEntries(url.searchParams)))
}

export default function Authors() {
  const { rows, next } = useLoaderData<typeof loader>()
  const { authors: texts } = useAuditTexts()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <AuditTabs auditor />
      <Filters filters={[{ name: 'q', label: texts.q, type: 'search' }]} />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ roundId }) => `/rounds/${roundId}/questions`}
        paging={{ after: next }}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="message" />}
        columns={[
          {
            key: 'text',
            head: texts.question,
            cell: ({ text }) => <span className="line-clamp-2">{text}</span>,
          },
          {
            key: 'round',
            head: texts.round,
            cell: ({ roundNumber, lot }) => (
              <span className="figure whitespace-nowrap">{lot ? `${roundNumber} ${lot}` : roundNumber}</span>
            ),
          },
          {
            key: 'who',
            head: texts.who,
            cell: ({ person, organization, organizationEn }) => (
              <>
                {person}
                <span className="block text-sm text-ink-soft">{named(organization, organizationEn)}</span>
              </>
            ),
          },
          { key: 'at', head: texts.askedAt, type: 'date', cell: ({ askedAt }) => <Moment at={askedAt} /> },
          {
            key: 'answered',
            head: texts.answeredAt,
            type: 'date',
            cell: ({ answeredAt }) => (answeredAt ? <Moment at={answeredAt} /> : texts.open),
          },
        ]}
      />
    </>
  )
}
