import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { directoryFilter } from '../directory'
import { readDirectory } from '../directory.server'
import { useDirectoryFilters } from '../parts/directory-filters'
import { OrganizationChip } from '../parts/state-chip'
import { useDirectoryTexts, usePeopleTexts } from '../parts/texts'

export const handle = page({ access: 'organization.oversee', title: 'people.organizations' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return readDirectory(db, actor, directoryFilter(url.searchParams))
}

export default function Organizations() {
  const { list, unanswered, ...places } = useLoaderData<typeof loader>()
  const all = usePeopleTexts()
  const texts = all.desk
  const directory = useDirectoryTexts()
  const { kinds } = useWebTexts()
  const zh = useLocale() === 'zh'
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {unanswered > 0 && (
        <div className="mb-5">
          <Notice
            meaning="attention"
            title={directory.unanswered(format.number(unanswered))}
            actions={<LinkButton to="?agency=none">{directory.unansweredShow}</LinkButton>}
          >
            {directory.unansweredWhy}
          </Notice>
        </div>
      )}
      <Filters {...useDirectoryFilters(places)} />
      <Table
        caption={texts.title}
        rows={list.rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/organizations/${id}`}
        total={list.total}
        paging={{ after: list.next }}
        csv="/office/organizations.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="building" />}
        columns={[
          {
            key: 'name',
            head: texts.name,
            sortable: true,
            cell: ({ name, nameEn }) => named(name, nameEn),
          },
          {
            key: 'uscc',
            head: texts.uscc,
            sortable: true,
            cell: ({ uscc }) => <code className="figure">{uscc}</code>,
          },
          { key: 'kind', head: texts.kind, cell: ({ kind }) => kinds[kind] },
          {
            key: 'district',
            head: texts.district,
            sortable: true,
            cell: ({ districtZh, districtEn }) => (zh ? districtZh : districtEn),
          },
          {
            key: 'registration',
            head: directory.registration,
            narrow: 'hidden',
            cell: ({ registration }) => directory.registrations[registration],
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <OrganizationChip state={state} />,
          },
          {
            key: 'sector',
            head: all.register.sector,
            extra: true,
            cell: ({ sectorZh, sectorEn }) => (zh ? sectorZh : sectorEn),
          },
          {
            key: 'ownership',
            head: all.register.ownership,
            extra: true,
            cell: ({ ownership }) => ownership && all.ownership[ownership],
          },
          {
            key: 'scale',
            head: directory.scale,
            extra: true,
            cell: ({ scale }) => scale && all.scale[scale],
          },
          {
            key: 'since',
            head: texts.since,
            sortable: true,
            type: 'date',
            narrow: 'hidden',
            cell: ({ createdAt }) => <Moment at={createdAt} day />,
          },
        ]}
      />
    </>
  )
}
