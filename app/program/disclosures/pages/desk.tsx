import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { kinds } from '../form'
import { DisclosureTable } from '../parts/disclosure-table'
import { useDisclosureTexts } from '../parts/texts'
import { asked, listDisclosures } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.disclosures-desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return { rows: await listDisclosures(db, asked(url.searchParams)), enters: is(actor, 'officer') }
}

export default function DisclosuresDesk() {
  const { rows, enters } = useLoaderData<typeof loader>()
  const { search } = useLocation()
  const texts = useDisclosureTexts()
  const options = (words: Record<string, string>, of: readonly string[]) =>
    of.map((value) => ({ value, label: words[value]! }))
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          enters && (
            <LinkButton to="/office/disclosures/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      {(rows.length > 0 || search) && (
        <Filters
          views={[{ label: texts.open, search: '?open=1' }]}
          filters={[
            {
              name: 'kind',
              label: texts.kind,
              type: 'choice',
              any: texts.any,
              options: options(texts.kinds, kinds),
            },
            {
              name: 'listing',
              label: texts.listing,
              type: 'choice',
              any: texts.any,
              options: options(texts.listings, ['listed', 'pre_ipo']),
            },
          ]}
        />
      )}
      <DisclosureTable
        rows={rows}
        desk
        csv="/office/disclosures.csv"
        empty={search ? <NothingFound /> : <Empty icon="document" title={texts.none} why={texts.noneWhy} />}
      />
    </>
  )
}
