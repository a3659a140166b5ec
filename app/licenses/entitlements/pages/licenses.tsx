import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Software } from '~/catalog/parts/software-name'
import { categories } from '~/catalog/codes'
import { findUse, listReclaimable } from '~/compliance/positions/use.server'
import { ColumnChart } from '~/design/charts/column-chart'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { useNamed } from '~/design/named'
import { NothingFound } from '~/design/nothing-found'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { metricWord, useVocabulary } from '~/texts/vocabulary'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { LicenseTabs } from '../../parts/license-tabs'
import { useLicensesTexts } from '../../parts/texts'
import { entitlementFilter, standings } from '../filter'
import { EntitlementChip } from '../parts/entitlement-chip'
import { listEndings, listEntitlements, listSuppliers } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.list' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const list = await listEntitlements(db, actor, entitlementFilter(url.searchParams))
  const use = await findUse(db, list.rows.map(({ id }) => id)) // oxfmt-ignore
  const rows = list.rows.map((row) => ({ ...row, use: use.get(row.id)! }))
  const oversees = actor.kind === 'agency'
  const endings = await listEndings(db, actor)
  const idle = oversees ? [] : await listReclaimable(db, actor)
  const suppliers = await listSuppliers(db, actor)
  return {
    ...list,
    rows,
    endings,
    suppliers,
    idle: idle.length,
    oversees,
    manages: is(actor, 'asset_manager'),
  }
}

export default function Licenses() {
  const { rows, total, units, soon, claimed, next, endings, suppliers, idle, oversees, manages } =
    useLoaderData<typeof loader>()
  const texts = useLicensesTexts()
  const all = texts.list
  const named = useNamed()
  const words = useVocabulary()
  const format = useFormat()
  const { search } = useLocation()
  const filtered = /[?&](q|category|vendor|standing)=[^&]/.test(search)
  const ending = endings.reduce((sum, month) => sum + month.units, 0)
  return (
    <>
      <PageHead
        title={all.title}
        sentence={oversees ? all.sentenceOverseen : all.sentence}
        primary={
          manages && (
            <LinkButton to="/licenses/new" icon="plus" look="primary">
              {all.add}
            </LinkButton>
          )
        }
        more={
          !oversees && (
            <>
              {manages && (
                <MenuLink to="/licenses/import" icon="upload">
                  {all.importMany}
                </MenuLink>
              )}
              <MenuLink to="/licenses/reclaim" icon="undo">
                {all.toReclaim}
              </MenuLink>
              <MenuLink to="/licenses/export.cdx.json" icon="download" reload>
                {all.cyclonedx}
              </MenuLink>
            </>
          )
        }
      />
      {!oversees && <LicenseTabs />}
      {soon > 0 && !oversees && !filtered && (
        <div className="mt-5">
          <Notice
            meaning="attention"
            actions={
              <LinkButton to="/licenses/renewals" size="small">
                {all.toRenewals}
              </LinkButton>
            }
          >
            {all.soon(soon)}
          </Notice>
        </div>
      )}
      <div className="mt-5 mb-6">
        <Facts
          layout="strip"
          items={[
            { label: all.units, value: format.number(units) },
            { label: all.count, value: format.number(total) },
            ...(claimed > 0
              ? [{ label: texts.state.claimed, value: format.number(claimed), hint: all.claimedHint }]
              : []),
            ...(idle > 0
              ? [
                  {
                    label: all.idle,
                    value: (
                      <LinkButton size="small" to="/licenses/reclaim">
                        {format.number(idle)}
                      </LinkButton>
                    ),
                  },
                ]
              : []),
          ]}
        />
      </div>
      {ending > 0 && !filtered && (
        <div className="mb-8 max-w-4xl">
          <ColumnChart
            title={all.endings(ending)}
            columns={endings.map((month) => ({ label: month.month, values: [month.units] }))}
            series={[all.endingUnits]}
            head={all.month}
            format={(value) => format.number(Math.round(value))}
          />
        </div>
      )}
      <Filters
        filters={[
          { name: 'q', label: all.q, type: 'search', placeholder: oversees ? all.qHintOverseen : all.qHint },
          {
            name: 'standing',
            label: all.standing,
            type: 'choice',
            any: all.standingAny,
            options: standings.map((value) => ({ value, label: texts.standing[value] })),
          },
          {
            name: 'category',
            label: all.category,
            type: 'choice',
            any: all.any,
            options: categories.map((value) => ({ value, label: texts.categories[value] })),
          },
          ...(suppliers.length > 1
            ? [
                {
                  name: 'vendor',
                  label: all.vendor,
                  type: 'choice' as const,
                  any: all.any,
                  options: suppliers.map((value) => ({ value, label: value })),
                },
              ]
            : []),
        ]}
      />
      <Table
        caption={all.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/licenses/${id}`}
        total={total}
        paging={{ after: next }}
        csv="/licenses.csv"
        empty={
          filtered ? (
            <NothingFound />
          ) : (
            <Empty
              title={all.empty}
              why={oversees ? all.emptyOverseen : all.emptyWhy}
              icon="tag"
              action={manages && <LinkButton to="/licenses/new">{all.add}</LinkButton>}
            />
          )
        }
        columns={[
          {
            key: 'product',
            head: all.product,
            cell: (row) => (
              <Software product={row} edition={row.edition} editionEn={row.editionEn} release={row.release} />
            ),
          },
          ...(oversees
            ? [
                {
                  key: 'holder',
                  head: all.holder,
                  cell: ({ holder, holderEn }: (typeof rows)[number]) => named(holder, holderEn),
                },
              ]
            : []),
          {
            key: 'no',
            head: all.no,
            narrow: 'hidden',
            cell: ({ no }) => <span className="figure">{no}</span>,
          },
          {
            key: 'metric',
            head: all.metric,
            narrow: 'hidden',
            cell: ({ metric }) => metricWord(words, metric),
          },
          {
            key: 'quantity',
            head: all.quantity,
            type: 'number',
            cell: ({ quantity }) => (quantity === null ? all.site : format.number(quantity)),
          },
          {
            key: 'used',
            head: all.used,
            type: 'number',
            narrow: 'hidden',
            cell: ({ use }) => format.number(use.used),
          },
          {
            key: 'free',
            head: all.free,
            type: 'number',
            narrow: 'hidden',
            cell: ({ quantity, use }) => quantity !== null && format.number(Math.max(0, quantity - use.used)),
          },
          {
            key: 'ends',
            head: all.ends,
            type: 'date',
            cell: ({ endsOn }) => (endsOn ? <Day on={endsOn} /> : words.terms.perpetual),
          },
          { key: 'vendor', head: all.vendor, extra: true, cell: ({ vendor }) => vendor },
          { key: 'source', head: all.source, extra: true, cell: ({ source }) => texts.source[source] },
          {
            key: 'state',
            head: all.state,
            type: 'chip',
            narrow: 'end',
            cell: (row) => <EntitlementChip {...row} />,
          },
        ]}
      />
    </>
  )
}
