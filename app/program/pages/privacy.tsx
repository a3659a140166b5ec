import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useSiteTexts } from '../parts/site-texts'
import { listRetention } from '../site.server'

export const handle = page({ access: 'anyone', title: 'program.privacy' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { rows: await listRetention(db) }
}

export default function Privacy() {
  const { rows } = useLoaderData<typeof loader>()
  const texts = useSiteTexts().privacy
  const kept = (days: number | null) =>
    days === null ? texts.always : days % 365 === 0 ? texts.years(days / 365) : texts.days(days)
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.table}
        rows={rows}
        rowKey={({ tableName, columnName }) => `${tableName}.${columnName}`}
        empty={null}
        columns={[
          {
            key: 'what',
            head: texts.what,
            cell: ({ tableName, columnName }) => (
              <code>
                {tableName}.{columnName}
              </code>
            ),
          },
          { key: 'purpose', head: texts.purpose, cell: ({ purpose }) => purpose, narrow: 'detail' },
          { key: 'ground', head: texts.ground, cell: ({ ground }) => ground, narrow: 'detail' },
          { key: 'keep', head: texts.keep, type: 'chip', narrow: 'end', cell: ({ days }) => kept(days) },
        ]}
      />
      <Section title={texts.rights}>
        <p className="max-w-prose">{texts.rightsText}</p>
      </Section>
    </>
  )
}
