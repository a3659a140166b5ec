import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { priceHead, priceRows } from '../price-rows'
import { findProductPrices } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'awards.prices' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { prices } = found(await findProductPrices(db, params.slug!))
  return csvFile(`prices-${params.slug}.csv`, priceHead, priceRows(prices, actor.locale))
}
