import { Tabs } from '~/design/tabs'
import type { RoundHead } from '../overview/head.server'
import { useRoundsTexts } from './texts'

const decided = ['decided', 'confirmed', 'concluded']
const priced = ['prices_opened', ...decided]

/** The parts of a round that may be read now; pages of rooms to the right (opening, award) are among them. */
export function RoundTabs({ round }: { round: RoundHead }) {
  const texts = useRoundsTexts().show.tabs
  const { id, counts, may, state } = round
  const at = (place: string) => `/rounds/${id}${place}`
  return (
    <div className="mt-6 mb-6">
      <Tabs
        label={texts.label}
        tabs={[
          { to: at(''), label: texts.lots, count: counts.lots, end: true },
          { to: at('/terms'), label: texts.terms },
          { to: at('/questions'), label: texts.questions, count: counts.questions },
          { to: at('/addenda'), label: texts.addenda, count: counts.addenda },
          { to: at('/timeline'), label: texts.timeline },
          ...(may.seeOpening && state !== 'draft' ? [{ to: at('/opening'), label: texts.opening }] : []),
          ...(may.seeEvaluation && priced.includes(state)
            ? [{ to: at('/evaluation'), label: texts.evaluation }]
            : []),
          ...(decided.includes(state)
            ? [{ to: at(round.isVisitor ? '/award/notice' : '/award'), label: texts.award }]
            : []),
        ]}
      />
    </div>
  )
}
