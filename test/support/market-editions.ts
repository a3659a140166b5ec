import { db } from './browser'

/** An edition of the market's catalog, by its product's name in addresses and its own code. */
export const editionOf = (product: string, code: string) =>
  db
    .selectFrom('editions')
    .innerJoin('products', 'products.id', 'editions.productId')
    .select(['editions.id', 'productId'])
    .where('slug', '=', product)
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
