import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useDay } from '../../parts/days'
import { BriefChip } from '../parts/brief-chip'
import { useBriefTexts } from '../parts/texts'
import { listBriefs } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.briefs' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { manages: is(actor, 'officer'), briefs: await listBriefs(db) }
}

export default function Briefs() {
  const { manages, briefs } = useLoaderData<typeof loader>()
  const texts = useBriefTexts()
  const format = useFormat()
  const day = useDay()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/office/briefs/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <Table
        caption={texts.title}
        rows={briefs}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/briefs/${id}`}
        total={briefs.length}
        empty={<Empty icon="document" title={texts.none} why={texts.noneWhy} />}
        columns={[
          { key: 'title', head: texts.name, cell: ({ title }) => title },
          { key: 'no', head: texts.issueHead, cell: ({ no }) => (no === null ? '—' : texts.issue(no)) },
          {
            key: 'covers',
            head: texts.coversHead,
            narrow: 'hidden',
            cell: ({ coversFrom, coversTo }) => texts.covers(day(coversFrom), day(coversTo)),
          },
          {
            key: 'publishedAt',
            head: texts.publishedAt,
            type: 'date',
            cell: ({ publishedAt }) => publishedAt && format.date(publishedAt),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <BriefChip state={state} />,
          },
        ]}
      />
    </>
  )
}
