import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf, startOf } from '~/kernel/workdays'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useLedgerTexts } from '../../parts/texts'
import { findExports } from '../exports.server'
import { LedgerFiles } from '../parts/ledger-files'
import { overviewOf } from '../overview'
import { readLedgers } from '../read.server'

export const handle = page({ access: 'compliance.read', title: 'compliance.ledgers' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const overview = overviewOf(await readLedgers(db, actor))
  return { ...overview, exports: await findExports(db, actor), today: dayOf(now) }
}

export default function LedgersPage() {
  const { software, counts, differing, exports, today } = useLoaderData<typeof loader>()
  const texts = useLedgerTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={<LinkButton to="/compliance/books">{texts.toBooks}</LinkButton>}
      />
      {software.length === 0 ? (
        <Empty
          title={texts.none}
          why={texts.noneWhy}
          icon="list"
          action={<LinkButton to="/inventory">{texts.toInventory}</LinkButton>}
        />
      ) : (
        <>
          <p className="mb-3 text-ink-soft">{texts.asOf(format.date(startOf(today)))}</p>
          {differing.length > 0 ? (
            <Notice meaning="risk" title={texts.disagree}>
              {texts.disagreeWhy} {differing.join(' ')}
            </Notice>
          ) : (
            <Notice meaning="ok">{texts.agree}</Notice>
          )}
          <LedgerFiles counts={counts} exports={exports} today={today} held={differing.length > 0} />
          <Section title={texts.numbers} count={software.length} sentence={texts.numbersHint}>
            <Table
              caption={texts.numbers}
              rows={software}
              rowKey={({ no }) => no}
              empty={null}
              columns={[
                { key: 'no', head: texts.numbers, cell: ({ no }) => <span className="figure">{no}</span> },
                {
                  key: 'name',
                  head: texts.software,
                  narrow: 'title',
                  cell: (row) => (
                    <>
                      {named(row.nameZh, row.nameEn)}
                      <span className="block text-sm font-normal text-ink-soft">
                        {named(row.version, row.versionEn)}
                      </span>
                    </>
                  ),
                },
                { key: 'source', head: texts.source, cell: (row) => texts.sources[row.sourceClass] },
                {
                  key: 'installed',
                  head: texts.installed,
                  type: 'number',
                  cell: (row) => format.number(row.installed),
                },
                {
                  key: 'licenses',
                  head: texts.licenses,
                  type: 'number',
                  narrow: 'hidden',
                  cell: (row) => format.number(row.licenses),
                },
                {
                  key: 'gap',
                  head: texts.gap,
                  type: 'number',
                  narrow: 'end',
                  cell: ({ gap }) => <span className={gap > 0 ? 'text-risk' : ''}>{format.number(gap)}</span>,
                },
                {
                  key: 'surplus',
                  head: texts.surplus,
                  type: 'number',
                  narrow: 'hidden',
                  cell: (row) => format.number(row.surplus),
                },
              ]}
            />
          </Section>
        </>
      )}
    </>
  )
}
