import { lastQuarter } from '../briefs/quarter'
import { addMonths, type Day } from '~/kernel/workdays'

/** A scorecard covers the four quarters that ended last. */
export function coveredYear(now: Date): { coversFrom: Day; coversTo: Day } {
  const { coversFrom, coversTo } = lastQuarter(now)
  return { coversFrom: addMonths(coversFrom, -9), coversTo }
}
