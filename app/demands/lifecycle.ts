import { lifecycle } from '~/kernel/lifecycle'

/** A need of one enterprise: its own business as a draft, pooled by a pledge, fulfilled by deliveries. */
export const demandLineLifecycle = lifecycle(
  ['draft', 'open', 'pooled', 'fulfilled', 'withdrawn', 'expired'],
  {
    open: { from: ['draft'], to: 'open', by: ['buyer', 'asset_manager', 'approver'] },
    withdraw: { from: ['draft', 'open'], to: 'withdrawn', by: ['buyer', 'asset_manager', 'approver'] },
    pool: { from: ['open'], to: 'pooled', by: ['buyer', 'approver'] },
    reopen: { from: ['pooled'], to: 'open', by: ['buyer', 'approver', 'clock'] },
    fulfill: { from: ['open', 'pooled'], to: 'fulfilled', by: ['clock'] },
    expire: { from: ['open'], to: 'expired', by: ['clock'] },
  },
)

/** Needs of one kind that gather until enough enterprises stand behind a round. */
export const wishLifecycle = lifecycle(
  ['collecting', 'threshold_met', 'eoi_open', 'round_drafted', 'lapsed', 'declined'],
  {
    meet: { from: ['collecting'], to: 'threshold_met', by: ['clock'] },
    open_eoi: { from: ['threshold_met'], to: 'eoi_open', by: ['officer'] },
    draft_round: { from: ['eoi_open'], to: 'round_drafted', by: ['clock', 'officer'] },
    lapse: { from: ['eoi_open'], to: 'lapsed', by: ['clock'] },
    decline: { from: ['collecting', 'threshold_met'], to: 'declined', by: ['officer'] },
  },
)

export type DemandLineState = (typeof demandLineLifecycle.states)[number]
export type DemandLineMove = keyof typeof demandLineLifecycle.moves
export type WishState = (typeof wishLifecycle.states)[number]
