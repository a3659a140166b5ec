import type { Loose } from './json'
import type { Moment } from './release'
import type { Called, Named, PublicRound } from './round'

const scheme = 'CN-USCC'
const idOf = (uscc: string) => `${scheme}-${uscc}`
export const referenceTo = ({ name, uscc }: Named) => ({ id: idOf(uscc), name })

/** By name where the round's terms say so, else by the code of the award's instance. */
export const buyerOf = ({ terms }: PublicRound, { buyerName, buyerUscc, buyerCode, number }: Called) =>
  terms.publishBuyers === 'names'
    ? { id: idOf(buyerUscc), name: buyerName }
    : { id: buyerCode ?? number, name: buyerCode ?? number }

export const partyOf = ({ name, nameEn, uscc }: Named, ...roles: string[]) => ({
  id: idOf(uscc),
  name,
  name_en: nameEn,
  identifier: { scheme, id: uscc, legalName: name },
  roles,
})

/** Whoever a release names: the office always, bidders with the award, the buyer with its own contract. */
export function partiesOf(round: PublicRound, moment: Moment): Loose {
  const buyers = () => {
    if (moment.tells !== 'contract' && moment.tells !== 'implementation') return []
    const its = round.contracts.find(({ orderId }) => orderId === moment.orderId)
    return its ? [{ ...buyerOf(round, its), roles: ['buyer', 'payer'] }] : []
  }
  const bidders = () => {
    if (moment.tells !== 'award') return []
    const winners = new Set(round.awards.map(({ uscc }) => uscc))
    const known = new Map(round.bids.map((bid) => [bid.uscc, bid]))
    return [...known.values()].map((bid) =>
      partyOf(bid, 'tenderer', ...(winners.has(bid.uscc) ? ['supplier'] : [])),
    )
  }
  return [partyOf(round.office, 'procuringEntity'), ...bidders(), ...buyers()]
}
