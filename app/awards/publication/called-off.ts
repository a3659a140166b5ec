import { allocate } from '~/kernel/money'
import { type Loose, value } from './json'
import { buyerOf } from './parties'
import type { Called, PublicRound } from './round'

export const contractsOf = ({ contracts }: PublicRound, orderId: string) =>
  contracts.filter((one) => one.orderId === orderId)

const contractId = ({ number, lot, parts }: Called) => (parts === 1 ? number : `${number}-${lot}`)

export const contractOf = (round: PublicRound, its: Called) => ({
  id: contractId(its),
  awardID: its.awardId,
  status: 'active',
  dateSigned: its.signedAt.toISOString(),
  value: value(its.amount),
  buyer: buyerOf(round, its),
  items: [
    {
      id: its.lot,
      quantity: its.quantity,
      relatedLot: its.lot,
      unit: { name: 'license', value: value(its.unitPrice) },
    },
  ],
})

export function doneOf(round: PublicRound, its: Called): Loose {
  const siblings = contractsOf(round, its.orderId)
  const place = siblings.indexOf(its)
  const share = (amount: string) =>
    allocate(
      BigInt(amount),
      siblings.map((one) => one.amount),
    )[place]!
  return {
    id: contractId(its),
    awardID: its.awardId,
    implementation: {
      milestones: its.deliveries.map(({ no, acceptedAt }) => ({
        id: no,
        type: 'delivery',
        title: no,
        status: acceptedAt ? 'met' : 'scheduled',
        ...(acceptedAt && { dateMet: new Date(acceptedAt).toISOString() }),
      })),
      transactions: its.payments.map(({ id, at, amount }) => ({
        id,
        date: new Date(at).toISOString(),
        value: value(share(amount)),
        payer: buyerOf(round, its),
      })),
    },
  }
}
