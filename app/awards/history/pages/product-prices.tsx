import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { groupsOf } from '../groups'
import { PriceHistory } from '../parts/price-history'
import { usePriceTexts } from '../parts/texts'
import { findProductPrices } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'awards.prices', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const { product, prices } = found(await findProductPrices(db, params.slug!))
  return { product, groups: groupsOf(prices, 'product'), now }
}

export default function ProductPrices() {
  const { product, groups, now } = useLoaderData<typeof loader>()
  const texts = usePriceTexts()
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/prices' }]}
        title={named(product.nameZh, product.nameEn)}
        sentence={texts.productLead}
        primary={
          <LinkButton to={`/catalog/${product.slug}`} icon="box">
            {texts.toProduct}
          </LinkButton>
        }
      />
      <PriceHistory
        groups={groups}
        now={now}
        csv={`/prices/products/${product.slug}/history.csv`}
        showsProduct={false}
      />
    </>
  )
}
