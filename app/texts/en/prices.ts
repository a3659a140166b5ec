import type { Spoken } from '../spoken'
import type { prices as zh } from '../zh/prices'

export const prices: Spoken<typeof zh> = {
  title: 'Price history',
  lead: 'What group purchases have paid for each product, beside the reference price of the day. Open data, to be downloaded.',
  productLead:
    'Reference prices and what group purchases paid; editions and terms are compared each by itself.',
  classLead:
    'Reference prices and awards of products that replace each other; the lowest reference price of the day counts.',
  toProduct: 'The product',
  groups: 'Edition and term',
  empty: 'No price yet',
  emptyWhy: 'Reference prices and confirmed awards appear here.',
  noAward: 'Not bought together yet; the line is the reference price',
  finding: (share) => `The newest award is ${share} below the lowest reference price of its day`,
  findingNot: 'The newest award is not below the lowest reference price of its day',
  note: 'Unit prices with tax; awards as confirmed, deeper prices after late joins by themselves.',
  all: 'All prices',
  at: 'Date',
  kind: 'Kind',
  kinds: { reference: 'Reference price', award: 'Group price', tier: 'Price after late joins' },
  from: 'Source',
  product: 'Product',
  quantity: 'Quantity',
  price: 'Unit price',
  newest: 'Newest price',
  newestAt: 'Newest award',
  awards: 'Awards',
  lowest: 'Lowest price',
  below: 'Below reference',
  classes: 'Equivalence classes',
  classesLead: 'Software that serves the same purpose, side by side.',
  class: 'Class',
  link: 'Price history',
}
