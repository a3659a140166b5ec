import { awardOf, bidOf, calledOffAward, pendingAward, statisticsOf, type Withdrawn } from './awarded'
import { contractOf, contractsOf, doneOf } from './called-off'
import { bare, type Json, type Loose } from './json'
import { partiesOf } from './parties'
import type { PublicRound } from './round'
import { bandOf, decidedLot, enquiryOf, tenderOf } from './tender'

/** What has just happened to a round, as far as a release tells it (procurement.md §11). */
export type Moment =
  | { tells: 'tender' | 'amendment' | 'enquiries' | 'volumes' | 'closing' | 'award' | 'lots' }
  | { tells: 'cancellation' }
  | { tells: 'decision' | 'replacement'; runId: string }
  | { tells: 'withdrawal'; why: Withdrawn }
  | { tells: 'contract' | 'implementation'; orderId: string }

/** Moments that are told by the round alone. */
export type Plain = Exclude<Moment, { runId: string } | { orderId: string } | { why: Withdrawn }>

type Tag =
  | 'planning'
  | 'planningUpdate'
  | 'tender'
  | 'tenderAmendment'
  | 'tenderUpdate'
  | 'tenderCancellation'
  | 'award'
  | 'awardUpdate'
  | 'awardCancellation'
  | 'contract'
  | 'implementation'

const tags: Record<Moment['tells'], Tag> = {
  tender: 'tender',
  amendment: 'tenderAmendment',
  enquiries: 'tenderUpdate',
  volumes: 'tenderUpdate',
  closing: 'tenderUpdate',
  lots: 'tenderUpdate',
  cancellation: 'tenderCancellation',
  decision: 'award',
  replacement: 'awardUpdate',
  withdrawal: 'awardCancellation',
  award: 'awardUpdate',
  contract: 'contract',
  implementation: 'implementation',
}

export type Release = { [key: string]: Json } & { ocid: string; id: string; date: string; tag: Tag[] }

/**
 * The OCDS 1.1.5 release of a moment: what it changed, as of that moment, and whoever is named in it. Undefined when it
 * changed nothing of the round.
 */
export function releaseOf(known: PublicRound, moment: Moment, id: string, at: Date): Release | undefined {
  const round = asOf(known, at)
  const told = bare(sections(round, moment))
  if (!told) return undefined
  return bare({
    ocid: round.ocid,
    id,
    date: at.toISOString(),
    tag: tagsOf(round, moment),
    initiationType: 'tender',
    language: 'zh',
    parties: partiesOf(round, moment),
    ...(told as { [key: string]: Json }),
  }) as Release
}

/** A round that is given up after its decision takes its awards with it. */
function tagsOf({ decided }: PublicRound, { tells }: Moment): Tag[] {
  const takesAwards = tells === 'cancellation' && decided.length > 0
  return takesAwards ? [tags[tells], 'awardCancellation'] : [tags[tells]]
}

/** Without what came later: whenever a release is made, it is the same. */
function asOf(round: PublicRound, at: Date): PublicRound {
  const by = (date: Date | string | null) => date !== null && new Date(date) <= at
  return {
    ...round,
    enquiries: round.enquiries.filter(({ answeredAt }) => by(answeredAt)),
    amendments: round.amendments.filter((one) => by(one.at)),
    decided: round.decided.filter((one) => by(one.at)),
    contracts: round.contracts.map((its) => ({
      ...its,
      deliveries: its.deliveries
        .filter((one) => by(one.at))
        .map((one) => ({ ...one, acceptedAt: by(one.acceptedAt) ? one.acceptedAt : null })),
      payments: its.payments.filter((one) => by(one.at)),
    })),
  }
}

function sections(round: PublicRound, moment: Moment): { [key: string]: Loose } {
  switch (moment.tells) {
    case 'tender':
    case 'amendment':
      return { tender: tenderOf(round) }
    case 'enquiries':
      return { tender: { id: round.number, enquiries: round.enquiries.map(enquiryOf), hasEnquiries: true } }
    case 'volumes':
      return {
        tender: { id: round.number, lots: round.lots.map((lot) => ({ id: lot.code, ...bandOf(lot) })) },
      }
    case 'lots':
      return { tender: { id: round.number, lots: round.lots.map(decidedLot) } }
    case 'closing':
      return {
        tender: { id: round.number, numberOfTenderers: new Set(round.bids.map(({ uscc }) => uscc)).size },
        bids: { statistics: statisticsOf(round) },
      }
    case 'cancellation':
      return {
        tender: {
          id: round.number,
          status: round.state === 'canceled' ? 'cancelled' : 'unsuccessful',
          description: round.reason,
          lots: round.lots.map(decidedLot),
        },
        awards: round.decided.map((award) => calledOffAward(award, 'voided')),
      }
    case 'decision':
      return { awards: ofRun(round, moment.runId).map(pendingAward) }
    case 'replacement':
      return {
        awards: [
          ...round.decided
            .filter(({ runId }) => runId !== moment.runId)
            .map((award) => calledOffAward(award, 'replaced')),
          ...ofRun(round, moment.runId).map(pendingAward),
        ],
      }
    case 'withdrawal':
      return { awards: round.decided.map((award) => calledOffAward(award, moment.why)) }
    case 'award':
      return {
        tender: { id: round.number, status: 'complete', lots: round.lots.map(decidedLot) },
        bids: { statistics: statisticsOf(round), details: round.bids.map((bid) => bidOf(round, bid)) },
        awards: round.awards.map((award) => awardOf(round, award)),
      }
    case 'contract':
      return { contracts: contractsOf(round, moment.orderId).map((one) => contractOf(round, one)) }
    case 'implementation':
      return { contracts: contractsOf(round, moment.orderId).map((one) => doneOf(round, one)) }
  }
}

const ofRun = ({ decided }: PublicRound, id: string) => decided.filter(({ runId }) => runId === id)
