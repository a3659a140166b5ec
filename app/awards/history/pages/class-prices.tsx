import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { groupsOf } from '../groups'
import { PriceHistory } from '../parts/price-history'
import { usePriceTexts } from '../parts/texts'
import { findClassPrices } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'awards.prices', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const { class: its, prices } = found(await findClassPrices(db, params.code!))
  return { its, groups: groupsOf(prices, 'class'), now }
}

export default function ClassPrices() {
  const { its, groups, now } = useLoaderData<typeof loader>()
  const texts = usePriceTexts()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/prices' }]}
        title={named(its.name, its.nameEn)}
        sentence={texts.classLead}
      />
      <PriceHistory groups={groups} now={now} csv={`/prices/classes/${its.code}/history.csv`} showsProduct />
    </>
  )
}
