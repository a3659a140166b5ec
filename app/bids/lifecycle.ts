import { lifecycle } from '~/kernel/lifecycle'

/** The life of a bid from its sealing (procurement.md §4); what was drafted before exists in the browser alone. */
export const bidLifecycle = lifecycle(
  [
    'sealed',
    'replaced',
    'withdrawn',
    'invalidated',
    'closed',
    'dropped',
    'returned_unopened',
    'opened',
    'eligible',
    'ineligible',
    'void',
    'priced',
    'excluded',
    'won',
    'lost',
  ],
  {
    replace: { from: ['sealed', 'invalidated'], to: 'replaced', by: ['vendor'] },
    // By the clock after closing: who does not show a frame that the openers cannot open.
    withdraw: {
      from: ['sealed', 'invalidated', 'closed', 'eligible'],
      to: 'withdrawn',
      by: ['vendor', 'clock'],
    },
    invalidate: { from: ['sealed'], to: 'invalidated', by: ['clock', 'officer'] },
    reconfirm: { from: ['invalidated'], to: 'sealed', by: ['vendor'] },
    close: { from: ['sealed'], to: 'closed', by: ['clock'] },
    drop: { from: ['invalidated'], to: 'dropped', by: ['clock'] },
    // The lot fell, or the platform lost what came in: what is still sealed stays so.
    return_unopened: {
      from: ['sealed', 'closed', 'eligible'],
      to: 'returned_unopened',
      by: ['clock', 'officer', 'opener', 'evaluator'],
    },
    open: { from: ['closed'], to: 'opened', by: ['opener'] },
    admit: { from: ['opened'], to: 'eligible', by: ['evaluator'] },
    refuse: { from: ['opened'], to: 'ineligible', by: ['evaluator'] },
    void: { from: ['closed', 'opened', 'eligible'], to: 'void', by: ['opener', 'clock'] },
    open_price: { from: ['eligible'], to: 'priced', by: ['opener'] },
    exclude: { from: ['priced'], to: 'excluded', by: ['officer'] },
    win: { from: ['priced'], to: 'won', by: ['officer'] },
    lose: { from: ['eligible', 'priced'], to: 'lost', by: ['officer', 'evaluator', 'clock'] },
    // An upheld challenge re-opens the step that it hit.
    reconsider: { from: ['won', 'lost', 'excluded'], to: 'priced', by: ['officer'] },
    review_again: {
      from: ['eligible', 'ineligible', 'priced', 'won', 'lost'],
      to: 'opened',
      by: ['officer'],
    },
    // Its price was opened before it was judged again.
    admit_priced: { from: ['opened'], to: 'priced', by: ['evaluator'] },
  },
)

export type BidState = (typeof bidLifecycle.states)[number]
export type BidMove = keyof typeof bidLifecycle.moves

/** The one bid of a vendor that counts in a lot before closing. */
export const standing = ['sealed', 'invalidated'] as const satisfies readonly BidState[]

/** States in which a bid's price may be read by others than its vendor. */
export const disclosed = ['priced', 'excluded', 'won', 'lost'] as const satisfies readonly BidState[]
