import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useSiteTexts } from '../parts/site-texts'
import { listCheckpoints } from '../site.server'

export const handle = page({ access: 'anyone', title: 'program.audit' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return listCheckpoints(db, url.searchParams.get('after'))
}

export default function Audit() {
  const { rows, next } = useLoaderData<typeof loader>()
  const texts = useSiteTexts().audit
  const format = useFormat()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ size }) => size}
        paging={{ after: next }}
        empty={<Empty icon="hash" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          { key: 'size', head: texts.size, type: 'number', cell: ({ size }) => format.number(BigInt(size)) },
          { key: 'root', head: texts.root, narrow: 'detail', cell: ({ root }) => <Hash value={root} /> },
          { key: 'at', head: texts.at, type: 'date', cell: ({ at }) => format.dateTime(at) },
        ]}
      />
    </>
  )
}
