import { bare, type Loose } from './json'
import { partyOf } from './parties'
import type { Release } from './release'
import type { Named } from './round'

/** A wish as everyone may know it, once interest was asked for: the process has its number, and thereby its ocid. */
export type PublicWish = {
  id: string
  origin: string
  ocid: string
  number: string
  subject: string
  subjectEn: string | null
  low: number
  high: number
  closesAt: Date
  office: Named
}

/** What became of it: interest is asked for, carries a round, or does not. */
export type Interest = 'opened' | 'carried' | 'lapsed'

/** The OCDS 1.1.5 planning release of an expression of interest: a band, no amount, until when and what came of it. */
export const planningOf = (wish: PublicWish, interest: Interest, id: string, at: Date) =>
  bare({
    ocid: wish.ocid,
    id,
    date: at.toISOString(),
    tag: [interest === 'opened' ? 'planning' : 'planningUpdate'],
    initiationType: 'tender',
    language: 'zh',
    parties: [partyOf(wish.office, 'procuringEntity')],
    planning: {
      ...(interest === 'opened' && {
        budget: { id: wish.number, description: wish.subject, description_en: wish.subjectEn },
        volumeBand: { from: wish.low, to: wish.high },
      }),
      milestones: [milestoneOf(wish, interest, at)],
    },
    tender: {
      id: wish.number,
      title: wish.subject,
      title_en: wish.subjectEn,
      status: interest === 'lapsed' ? 'withdrawn' : 'planning',
    },
  }) as Release

const milestoneOf = ({ closesAt }: PublicWish, interest: Interest, at: Date): Loose => ({
  id: 'interest',
  title: '征求意向',
  title_en: 'Expression of interest',
  type: 'engagement',
  dueDate: closesAt.toISOString(),
  status: { opened: 'scheduled', carried: 'met', lapsed: 'notMet' }[interest],
  ...(interest === 'carried' && { dateMet: at.toISOString() }),
})
