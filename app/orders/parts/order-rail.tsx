import { StageRail, type Stage } from '~/design/stage-rail'
import type { OrderState } from '../lifecycle'
import type { NextStep } from '../next-step'
import { useOrdersTexts } from './texts'

type Order = {
  state: OrderState
  placedAt: Date
  confirmedAt: Date | null
  fundedAt: Date | null
  deliveredAt: Date | null
  acceptedAt: Date | null
  completedAt: Date | null
  closedAt: Date | null
}

const actors = {
  placed: 'clock',
  confirmed: 'both',
  funded: 'enterprise',
  delivered: 'vendor',
  accepted: 'enterprise',
  completed: 'office',
} as const

type OrderRailProps = {
  order: Order
  step: NextStep | null
  /** money comes before delivery: else payment is no stage on the way to it */
  gated: boolean
}

/** The order's stages with who acts on each; an order that ended early shows where it stopped. */
export function OrderRail({ order, step, gated }: OrderRailProps) {
  const texts = useOrdersTexts()
  const all: [keyof typeof actors, Date | null][] = [
    ['placed', order.placedAt],
    ['confirmed', order.confirmedAt],
    ['funded', order.fundedAt],
    ['delivered', order.deliveredAt],
    ['accepted', order.acceptedAt],
    ['completed', order.completedAt],
  ]
  const reached = all.filter(([name]) => gated || name !== 'funded')
  const next = reached.findIndex(([, at]) => at === null)
  const ended = order.closedAt !== null
  const stages = reached.map(([name, at], index): Stage => {
    if (at) return { label: texts.rail[name], state: 'done', at, who: texts.sides[actors[name]] }
    if (index > next) return { label: texts.rail[name], state: 'next', who: texts.sides[actors[name]] }
    if (ended)
      return {
        label: texts.rail[name],
        state: 'missed',
        at: order.closedAt!,
        note: texts.states[order.state],
      }
    return { label: texts.rail[name], state: 'now', who: texts.sides[step?.by ?? actors[name]] }
  })
  return <StageRail stages={stages} />
}
