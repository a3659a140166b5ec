import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useBlacklistTexts } from '../../parts/texts'

type Entry = {
  uscc: string
  decisionNo: string
  authority: string
  decidedOn: string
  ground: string
  finalOn: string | null
  noticedAt: Date | null
  listedAt: Date | null
  publicAt: Date | null
  reviewOn: string | null
  removedAt: Date | null
  software: readonly string[]
  proposer?: string | null
  lister?: string | null
}

/** The decision and the dates of an entry. */
export function EntryFacts({ its }: { its: Entry }) {
  const texts = useBlacklistTexts().facts
  return (
    <Facts
      items={[
        { label: texts.uscc, value: <code className="figure">{its.uscc}</code> },
        { label: texts.decisionNo, value: its.decisionNo },
        { label: texts.authority, value: its.authority },
        { label: texts.decidedOn, value: <Day on={its.decidedOn} /> },
        { label: texts.ground, value: its.ground },
        { label: texts.software, value: its.software.join(', ') },
        { label: texts.proposer, value: its.proposer },
        { label: texts.lister, value: its.lister },
        { label: texts.finalOn, value: its.finalOn && <Day on={its.finalOn} /> },
        { label: texts.noticedAt, value: its.noticedAt && <Moment at={its.noticedAt} /> },
        { label: texts.listedAt, value: its.listedAt && <Moment at={its.listedAt} /> },
        { label: texts.publicAt, value: its.publicAt && <Moment at={its.publicAt} /> },
        { label: texts.reviewOn, value: its.reviewOn && <Day on={its.reviewOn} /> },
        { label: texts.removedAt, value: its.removedAt && <Moment at={its.removedAt} /> },
      ].filter(({ value }) => value)}
    />
  )
}
