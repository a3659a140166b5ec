import { CasePath } from '~/design/charts/case-path'
import { Section } from '~/design/section'
import { startOf } from '~/kernel/workdays'
import { caseLifecycle, type CaseMove } from '../lifecycle'
import { passedThrough, type Period, shownPeriods } from '../periods'
import type { Case } from '../queries.server'
import { useMediationTexts } from './texts'

type Trail = readonly { kind: string; at: Date; facts: Record<string, unknown> | null }[]
type CaseJourneyProps = { its: Case; periods: readonly Period[]; trail: Trail; now: Date }

/** The path of a case as a picture: states passed through, and every deadline met, missed or running. */
export function CaseJourney({ its, periods, trail, now }: CaseJourneyProps) {
  const all = useMediationTexts()
  const texts = all.overview
  const states = passedThrough(trail, (move) => caseLifecycle.moves[move as CaseMove]?.to)
  if (states.length === 0) return null
  const shown = shownPeriods(periods).filter(({ state }) => state !== 'dropped')
  const count = (state: Period['state']) => String(shown.filter((one) => one.state === state).length)
  return (
    <Section title={texts.path}>
      <CasePath
        title={texts.pathFinding(all.states[its.state], count('met'), count('expired'))}
        states={states.map(({ state, ...span }) => ({ label: all.states[state], ...span }))}
        deadlines={shown.map(({ key, startedOn, dueAt, state, endedAt }) => ({
          label: all.deadlines[key] ?? key,
          from: startOf(startedOn),
          due: dueAt,
          ...(state === 'met' && endedAt && { done: endedAt }),
        }))}
        now={its.closedAt ?? now}
        words={texts.outcome}
        heads={[texts.pathHeads[0]!, texts.pathHeads[1]!, texts.pathHeads[2]!, texts.pathHeads[3]!]}
      />
    </Section>
  )
}
