export const bankPayoutViews = ['all', 'transit', 'seen', 'failed'] as const
export type BankPayoutView = (typeof bankPayoutViews)[number]

type BankPayout = { state: 'on_its_way' | 'paid' | 'failed'; lineId: string | null }

/** Where money stands that the provider pays to our own account: `paid` is the provider's word, `seen` the bank's. */
export const standingOfBankPayout = ({ state, lineId }: BankPayout) =>
  lineId === null ? state : ('seen' as const)
