import type { Cell } from '~/kernel/csv'
import type { Locale } from '~/kernel/locale'
import { toDecimal } from '~/kernel/money'
import type { Price } from './groups'

export const priceHead = ['at', 'kind', 'product', 'edition', 'term', 'term_months', 'unit_price_yuan', 'quantity', 'round', 'lot', 'source'] // oxfmt-ignore

/** Every price of a product or class, one row each, in the order in which they are shown. */
export const priceRows = (prices: readonly Price[], locale: Locale): Cell[][] =>
  prices.map((row) => [
    row.at.toISOString().slice(0, 10),
    row.kind,
    row.slug,
    locale === 'zh' ? row.edition : row.editionEn,
    row.term,
    row.termMonths,
    toDecimal(row.unitPrice),
    row.quantity,
    row.roundNumber,
    row.lot,
    row.source,
  ])
