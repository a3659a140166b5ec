import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useLocale } from '~/design/locale'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useMarketTexts } from '../../parts/market-texts'
import { listTypical } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.typical-cases' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { cases: await listTypical(db) }
}

export default function TypicalCases() {
  const { cases } = useLoaderData<typeof loader>()
  const all = useMarketTexts()
  const texts = all.typical
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.title}
        rows={cases}
        rowKey={({ id }) => id}
        total={cases.length}
        empty={<Empty icon="flag" title={texts.none} why={texts.noneWhy} />}
        columns={[
          {
            key: 'text',
            head: texts.text,
            cell: ({ textZh, textEn }) => (
              <span className="block max-w-prose">{zh ? textZh : textEn || textZh}</span>
            ),
          },
          { key: 'kind', head: texts.kind, cell: ({ finding }) => all.visit.findings[finding] },
          {
            key: 'decided',
            head: texts.decidedOn,
            type: 'date',
            cell: ({ decidedOn }) => decidedOn && <Day on={decidedOn} />,
          },
          {
            key: 'fine',
            head: texts.fine,
            type: 'money',
            named: true,
            cell: ({ fine }) => fine !== null && fine > 0n && <Money fen={fine} />,
          },
        ]}
      />
    </>
  )
}
