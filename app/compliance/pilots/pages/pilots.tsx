import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table, type Column } from '~/design/table'
import { admits } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePilotTexts } from '../../parts/texts'
import { pilotFilter } from '../form'
import { PilotChip } from '../parts/pilot-chip'
import { listPilots, listYears } from '../queries.server'

export const handle = page({ access: 'pilot.read', title: 'compliance.pilots' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const rows = await listPilots(db, pilotFilter(url.searchParams))
  return {
    rows,
    years: await listYears(db),
    own: actor.kind === 'enterprise',
    begins: admits('pilot.begin', actor) === 'enter',
  }
}

export default function Pilots() {
  const { rows, years, own, begins } = useLoaderData<typeof loader>()
  const texts = usePilotTexts()
  const named = useNamed()
  const { search } = useLocation()
  type Row = (typeof rows)[number]
  const enterprise: Column<Row>[] = own
    ? []
    : [{ key: 'name', head: texts.list.enterprise, cell: ({ name, nameEn }) => named(name, nameEn) }]
  const figures = (before: number | null, after: number | null) => `${before ?? '–'} → ${after ?? '–'}`
  return (
    <>
      <PageHead
        title={texts.list.title}
        sentence={texts.list.lead}
        primary={
          begins && (
            <LinkButton to="/pilots/new" look="primary" icon="plus">
              {own ? texts.list.apply : texts.list.choose}
            </LinkButton>
          )
        }
      />
      {(rows.length > 0 || search) && (
        <Filters
          filters={[
            ...(own ? [] : [{ name: 'q', label: texts.list.q, type: 'search' } as const]),
            {
              name: 'state',
              label: texts.list.state,
              type: 'choice',
              any: texts.list.any,
              options: Object.entries(texts.states).map(([value, label]) => ({ value, label })),
            },
            {
              name: 'year',
              label: texts.list.year,
              type: 'choice',
              any: texts.list.any,
              options: years.map((year) => ({ value: String(year), label: String(year) })),
            },
          ]}
        />
      )}
      <Table
        caption={texts.list.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/pilots/${id}`}
        total={rows.length}
        csv="/pilots.csv"
        empty={
          search ? (
            <NothingFound />
          ) : (
            <Empty
              title={texts.list.none}
              why={own ? texts.list.noneOwn : texts.list.noneWhy}
              icon="layers"
            />
          )
        }
        columns={[
          ...enterprise,
          { key: 'year', head: texts.list.year, cell: ({ year }) => <span className="figure">{year}</span> },
          {
            key: 'points',
            head: texts.list.points,
            type: 'number',
            cell: ({ startPoints, endPoints }) => figures(startPoints, endPoints),
          },
          {
            key: 'gap',
            head: texts.list.gap,
            type: 'number',
            cell: ({ gapBefore, gapAfter }) => figures(gapBefore, gapAfter),
          },
          {
            key: 'applied',
            head: texts.list.appliedAt,
            type: 'date',
            narrow: 'hidden',
            cell: ({ appliedAt }) => <Moment at={appliedAt} day />,
          },
          {
            key: 'state',
            head: texts.list.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <PilotChip state={state} />,
          },
        ]}
      />
    </>
  )
}
