import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { BarChart } from '~/design/charts/bar-chart'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { ShareBar } from '~/design/share-bar'
import { Table } from '~/design/table'
import { listDistricts, listSectors } from '~/people/queries.server'
import { usePlaceOptions } from '~/people/parts/place-options'
import { usePeopleTexts } from '~/people/parts/texts'
import { ownerships } from '~/people/form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useComplianceTexts, useRecognitionTexts } from '../../parts/texts'
import { organizationStatuses, oversightFilter } from '../filter'
import { findLastCheck, countByStatus, listOverseen } from '../oversight.server'
import { findKnownOfAll } from '../../known/known.server'
import { KnownShare } from '../../parts/known-share'
import { type AnyStatus, StatusChip } from '../parts/status-chip'

export const handle = page({ access: 'compliance.oversee', title: 'compliance.oversight' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const list = await listOverseen(db, oversightFilter(url.searchParams), { locale: actor.locale })
  const [districts, sectors] = [await listDistricts(db), await listSectors(db)]
  const known = await findKnownOfAll(db)
  const check = (await findLastCheck(db)) ?? null
  return { list, counts: await countByStatus(db), known, check, districts, sectors }
}

export default function Oversight() {
  const { list, counts, known, check, districts, sectors } = useLoaderData<typeof loader>()
  const all = useComplianceTexts()
  const recognition = useRecognitionTexts().known
  const texts = all.oversight
  const people = usePeopleTexts()
  const places = usePlaceOptions()
  const format = useFormat()
  const zh = useLocale() === 'zh'
  const { search } = useLocation()
  const total = Object.values(counts).reduce((sum, n) => sum + n, 0)
  const done = (counts.compliant ?? 0) + (counts.regularized ?? 0)
  const choice = (name: string, label: string, options: { value: string; label: string }[]) => ({
    name, label, type: 'choice' as const, any: texts.any, options,
  }) // oxfmt-ignore
  return (
    <>
      <PageHead title={texts.title} sentence={texts.sentence(done, total)} />
      {check && (
        <p className={`mb-4 text-sm ${check.differences ? 'text-risk' : 'text-ink-soft'}`}>
          {texts.checked(format.number(check.positions), check.differences)}
          {check.endedAt && <Moment at={check.endedAt} />}
        </p>
      )}
      {total > 0 && (
        <div className="mb-6 max-w-3xl">
          <BarChart
            title={texts.chart(format.percent(total === 0 ? 0 : done / total))}
            heads={[texts.status, texts.count]}
            format={(value) => format.number(value)}
            bars={organizationStatuses
              .filter((status) => (counts[status as 'gap'] ?? 0) > 0)
              .map((status) => ({
                label: all.status[status as AnyStatus],
                value: counts[status as 'gap'] ?? 0,
                to: `?status=${status}`,
              }))}
          />
        </div>
      )}
      <Filters
        filters={[
          { name: 'q', label: texts.q, type: 'search', placeholder: texts.qHint },
          choice(
            'status',
            texts.status,
            organizationStatuses.map((value) => ({ value, label: all.status[value as AnyStatus] })),
          ),
          choice('district', texts.district, places(districts)),
          choice('sector', texts.sector, places(sectors)),
          choice(
            'ownership',
            texts.ownership,
            ownerships.map((value) => ({ value, label: people.ownership[value] })),
          ),
        ]}
      />
      <Table
        caption={texts.title}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/compliance/${id}`}
        total={list.total}
        paging={{ after: list.next }}
        csv="/office/compliance.csv"
        empty={search ? <NothingFound /> : <Empty title={texts.empty} why={texts.emptyWhy} icon="building" />}
        columns={[
          {
            key: 'name',
            head: texts.name,
            sortable: true,
            cell: ({ name, nameEn }) => (zh ? name : (nameEn ?? name)),
          },
          {
            key: 'district',
            head: texts.district,
            cell: ({ districtZh, districtEn }) => (zh ? districtZh : districtEn),
          },
          {
            key: 'status',
            head: texts.status,
            sortable: true,
            type: 'chip',
            narrow: 'end',
            cell: ({ status }) => <StatusChip status={status} />,
          },
          {
            key: 'gaps',
            head: texts.gapProducts,
            sortable: true,
            type: 'number',
            narrow: 'hidden',
            cell: ({ gaps }) => (gaps > 0 ? format.number(gaps) : ''),
          },
          {
            key: 'gap',
            head: texts.gapUnits,
            sortable: true,
            type: 'number',
            cell: ({ gap }) => gap > 0 && <span className="font-medium text-risk">{format.number(gap)}</span>,
          },
          {
            key: 'listed',
            head: texts.listed,
            sortable: true,
            narrow: 'hidden',
            cell: ({ inUse, inventoried }) => inUse > 0 && <ShareBar share={inventoried / inUse} />,
          },
          {
            key: 'known',
            head: recognition.label,
            sortable: true,
            type: 'number',
            extra: true,
            cell: (row) => row.known !== null && format.percent(row.known),
          },
          {
            key: 'self',
            head: texts.selfInspection,
            narrow: 'hidden',
            cell: ({ selfInspection }) =>
              selfInspection && (all.selfInspectionState as Record<string, string>)[selfInspection],
          },
          {
            key: 'since',
            head: texts.since,
            sortable: true,
            type: 'date',
            narrow: 'hidden',
            cell: ({ since }) => since && <Moment at={since} day />,
          },
        ]}
      />
      <p className="mt-4 text-sm text-ink-soft">{texts.foot}</p>
      <KnownShare known={known} />
    </>
  )
}
