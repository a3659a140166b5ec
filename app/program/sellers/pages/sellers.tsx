import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { MenuLink } from '~/design/menu'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { usePlaceOptions } from '~/people/parts/place-options'
import { listDistricts } from '~/people/queries.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useMarketTexts } from '../../parts/market-texts'
import { asked, standings } from '../asked'
import { sellerKinds } from '../form'
import { FindingChip } from '../parts/finding-chip'
import { listSellers } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'program.sellers' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const sellers = await listSellers(db, asked(url.searchParams))
  return { sellers, districts: await listDistricts(db), works: is(actor, 'inspector', 'officer') }
}

export default function Sellers() {
  const { sellers, districts, works } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const texts = useMarketTexts().sellers
  const places = usePlaceOptions()
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          works && (
            <LinkButton to="/office/sellers/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
        more={
          <MenuLink to="/office/sellers/letter" icon="document">
            {texts.letterText}
          </MenuLink>
        }
      />
      {(sellers.length > 0 || search) && (
        <Filters
          views={[{ label: texts.found, search: '?found=1' }]}
          filters={[
            { name: 'q', label: texts.q, type: 'search' },
            {
              name: 'kind',
              label: texts.kind,
              type: 'choice',
              any: texts.any,
              options: sellerKinds.map((value) => ({ value, label: texts.kinds[value] })),
            },
            {
              name: 'district',
              label: texts.district,
              type: 'choice',
              any: texts.any,
              options: places(districts),
            },
            {
              name: 'letter',
              label: texts.letter,
              type: 'choice',
              any: texts.any,
              options: standings.map((value) => ({ value, label: texts.letters[value] })),
            },
          ]}
        />
      )}
      <Table
        caption={texts.title}
        rows={sellers}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/sellers/${id}`}
        total={sellers.length}
        csv="/office/sellers.csv"
        empty={search ? <NothingFound /> : <Empty icon="tag" title={texts.none} why={texts.noneWhy} />}
        columns={[
          { key: 'name', head: texts.name, cell: ({ name }) => name },
          { key: 'kind', head: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
          {
            key: 'district',
            head: texts.district,
            narrow: 'hidden',
            cell: ({ districtZh, districtEn }) => (zh ? districtZh : districtEn),
          },
          {
            key: 'letter',
            head: texts.letter,
            type: 'chip',
            narrow: 'end',
            cell: ({ letter }) => (
              <Chip meaning={letter === 'signed' ? 'ok' : letter === 'offered' ? 'attention' : 'risk'}>
                {texts.letters[letter ?? 'none']}
              </Chip>
            ),
          },
          {
            key: 'visited',
            head: texts.visited,
            type: 'date',
            cell: ({ visitedOn }) => (visitedOn ? <Day on={visitedOn} /> : texts.never),
          },
          {
            key: 'finding',
            head: texts.finding,
            type: 'chip',
            cell: ({ finding }) => finding && <FindingChip finding={finding} />,
          },
          {
            key: 'cases',
            head: texts.openCases,
            type: 'number',
            cell: ({ openCases }) => openCases > 0 && openCases,
          },
        ]}
      />
    </>
  )
}
