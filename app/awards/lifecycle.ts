import { lifecycle } from '~/kernel/lifecycle'

/** One computation of an award; of the official ones at most one stands adopted. */
export const awardRunLifecycle = lifecycle(
  ['queued', 'running', 'finished', 'failed', 'adopted', 'superseded'],
  {
    start: { from: ['queued'], to: 'running', by: ['clock'] },
    requeue: { from: ['running', 'failed'], to: 'queued', by: ['clock', 'officer'] },
    finish: { from: ['running'], to: 'finished', by: ['clock'] },
    fail: { from: ['queued', 'running'], to: 'failed', by: ['clock'] },
    adopt: { from: ['finished'], to: 'adopted', by: ['officer'] },
    supersede: { from: ['finished', 'adopted'], to: 'superseded', by: ['officer', 'clock'] },
  },
)

/** A challenge 质疑, and the complaint 投诉 to the outside authority after it. */
export const challengeLifecycle = lifecycle(
  ['draft', 'filed', 'admitted', 'returned', 'answered', 'withdrawn', 'complained'],
  {
    file: { from: ['draft'], to: 'filed', by: ['vendor', 'buyer', 'approver'] },
    admit: { from: ['filed'], to: 'admitted', by: ['officer'] },
    return: { from: ['filed'], to: 'returned', by: ['officer'] },
    cure: { from: ['returned'], to: 'filed', by: ['vendor', 'buyer', 'approver'] },
    answer: { from: ['admitted'], to: 'answered', by: ['officer'] },
    withdraw: {
      from: ['draft', 'filed', 'admitted', 'returned'],
      to: 'withdrawn',
      by: ['vendor', 'buyer', 'approver', 'clock'],
    },
    complain: { from: ['admitted', 'answered'], to: 'complained', by: ['vendor', 'buyer', 'approver'] },
  },
)

/** Joining an award at its price after the round; the vendor may refuse only beyond the cap, and within it silence binds. */
export const lateJoinLifecycle = lifecycle(['requested', 'approved', 'confirmed', 'refused'], {
  approve: { from: ['requested'], to: 'approved', by: ['approver'] },
  confirm: { from: ['approved'], to: 'confirmed', by: ['vendor', 'clock'] },
  // Taken back or turned down at home, refused by the vendor beyond the cap, or lapsed.
  refuse: {
    from: ['requested', 'approved'],
    to: 'refused',
    by: ['buyer', 'asset_manager', 'approver', 'vendor', 'clock'],
  },
})

/** A later, lower price of the same vendor 最惠价: answered by the vendor, decided by an officer. */
export const priceWatchLifecycle = lifecycle(['raised', 'answered', 'granted', 'rejected'], {
  answer: { from: ['raised'], to: 'answered', by: ['vendor'] },
  grant: { from: ['raised', 'answered'], to: 'granted', by: ['officer'] },
  reject: { from: ['raised', 'answered'], to: 'rejected', by: ['officer'] },
})

export type AwardRunState = (typeof awardRunLifecycle.states)[number]
export type ChallengeState = (typeof challengeLifecycle.states)[number]
export type ChallengeMove = keyof typeof challengeLifecycle.moves
export type LateJoinState = (typeof lateJoinLifecycle.states)[number]
export type PriceWatchState = (typeof priceWatchLifecycle.states)[number]
