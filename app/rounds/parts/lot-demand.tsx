import { DemandBar } from '~/design/charts/demand-bar'
import { useFormat } from '~/design/format'
import type { Lot } from '../queries.server'
import { useRoundsTexts } from './texts'

/** What is pledged in a lot against its least volume and published steps: a band before the freeze, two digits after it. */
export function LotDemand({ lot }: { lot: Lot }) {
  const texts = useRoundsTexts().lots
  const format = useFormat()
  const low = Number(lot.low ?? 0)
  const high = Number(lot.high ?? 0)
  const milestones = lot.milestones.map((quantity, place) => ({
    quantity,
    label: texts.demand.step(format.number(place + 1)),
    mark: '',
  }))
  const known = milestones.some(({ quantity }) => quantity === lot.minVolume)
  const all = known
    ? milestones
    : [{ quantity: lot.minVolume, label: texts.demand.least }, ...milestones].toSorted(
        (a, b) => a.quantity - b.quantity,
      )
  const next = lot.milestones.find((quantity) => quantity > low)
  const finding = lot.frozen
    ? texts.demand.frozen(format.number(low))
    : low === 0
      ? texts.demand.first(format.number(high))
      : texts.demand.open(format.number(low), format.number(high))
  const way =
    next !== undefined
      ? texts.demand.next(format.number(next))
      : lot.milestones.length > 0
        ? texts.demand.reached
        : ''
  const at = lot.bandAt ? format.dateTime(lot.bandAt) : ''
  return (
    <DemandBar
      title={`${finding}${way}`}
      pooled={{ low, high }}
      milestones={all}
      words={{ certain: texts.demand.certain, possible: texts.demand.possible }}
      heads={[texts.demand.milestone, texts.demand.quantity]}
      note={
        <>
          {lot.buyers === null ? texts.buyersHidden : texts.buyers(format.number(lot.buyers))} ·{' '}
          {lot.frozen ? texts.frozenNote(at) : texts.bandNote(at)}
        </>
      }
    />
  )
}
