import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { PositionBar } from '~/design/charts/position-bar'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table, type Column } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { findKnown } from '../../known/known.server'
import { KnownShare } from '../../parts/known-share'
import { useLedgerTexts } from '../../parts/texts'
import { nextStepOf } from '../next-step'
import { listBooks } from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'compliance.books' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listBooks(db, actor), known: await findKnown(db, actor.organizationId) }
}

export default function Books() {
  const { rows, known } = useLoaderData<typeof loader>()
  const all = useLedgerTexts()
  const texts = all.books
  const format = useFormat()
  const named = useNamed()
  type Row = (typeof rows)[number]
  const figure = (
    key: 'bought' | 'entitled' | 'assigned' | 'installed' | 'verified',
    narrow: 'detail' | 'hidden',
  ): Column<Row> => ({
    key,
    head: texts[key],
    type: 'number',
    narrow,
    cell: (row) => format.number(row[key]),
  })
  const head = (
    <PageHead
      trail={[{ label: all.title, to: '/compliance/ledgers' }]}
      title={texts.title}
      sentence={texts.lead}
    />
  )
  if (rows.length === 0)
    return (
      <>
        {head}
        <Empty
          title={texts.none}
          why={texts.noneWhy}
          icon="list"
          action={<LinkButton to="/inventory">{all.toInventory}</LinkButton>}
        />
      </>
    )
  return (
    <>
      {head}
      <PositionBar
        title={texts.chart(format.number(rows.length))}
        words={texts}
        products={rows.map((row) => ({
          label: named(row.nameZh, row.nameEn),
          to: `/compliance/products/${row.slug}`,
          entitled: row.entitled,
          installed: row.installed + row.unknown,
          unknown: row.unknown,
          gap: row.gap,
        }))}
      />
      <div className="mt-6">
        <Table
          caption={texts.title}
          rows={rows}
          rowKey={({ productId }) => productId}
          rowTo={({ slug }) => `/compliance/products/${slug}`}
          total={rows.length}
          csv="/compliance/books.csv"
          empty={null}
          columns={[
            { key: 'name', head: texts.product, cell: (row) => named(row.nameZh, row.nameEn) },
            figure('bought', 'hidden'),
            figure('entitled', 'detail'),
            figure('assigned', 'hidden'),
            figure('installed', 'detail'),
            figure('verified', 'hidden'),
            {
              key: 'differences',
              head: texts.differences,
              cell: ({ differences, slug, nameZh, nameEn }) =>
                differences.length === 0 ? (
                  <Chip meaning="ok">{texts.clean}</Chip>
                ) : (
                  differences.map(({ cause, units }) => (
                    <span key={cause} className="block">
                      {texts.of(texts.cause[cause], format.number(units))}
                      {' · '}
                      <TextLink
                        to={nextStepOf(cause, { slug, name: named(nameZh, nameEn) })}
                        className="relative z-1"
                      >
                        {texts.next[cause]}
                      </TextLink>
                    </span>
                  ))
                ),
            },
          ]}
        />
      </div>
      <KnownShare known={known} />
    </>
  )
}
