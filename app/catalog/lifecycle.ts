import { lifecycle } from '~/kernel/lifecycle'

/** A product from the officer's draft to the day it is no longer sold. */
export const productLifecycle = lifecycle(['draft', 'active', 'retired'], {
  activate: { from: ['draft', 'retired'], to: 'active', by: ['officer'] },
  retire: { from: ['active'], to: 'retired', by: ['officer'] },
})

export type ProductState = (typeof productLifecycle.states)[number]
export type ProductMove = keyof typeof productLifecycle.moves
