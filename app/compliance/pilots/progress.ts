import { type PilotFigures, type shareLines, sharesOf } from './maturity'

export type Moment = { at: Date; figures: PilotFigures }

type Its = {
  startedAt: Date | null
  before: PilotFigures | null
  assessedAt: Date | null
  after: PilotFigures | null
}

/** Every moment of which figures are known, in order: the start, each quarter, and the assessment or today. */
export function momentsOf(its: Its, quarters: readonly Moment[], today: Moment | null): Moment[] {
  const start = its.startedAt && its.before ? [{ at: its.startedAt, figures: its.before }] : []
  const end = its.assessedAt && its.after ? { at: its.assessedAt, figures: its.after } : today
  const last = end?.at.getTime() ?? Infinity
  const between = quarters.filter(({ at }) => at.getTime() < last)
  return [...start, ...between, ...(end ? [end] : [])]
}

/** A share over time; a moment that counts nothing has no point. */
export const shareOverTime = (moments: readonly Moment[], line: (typeof shareLines)[number]) =>
  moments.flatMap(({ at, figures }) => {
    const share = sharesOf(figures)[line]
    return share === null ? [] : [{ at, value: share }]
  })
