import { TargetsWithForecast } from '~/design/charts/targets-with-forecast'
import type { Day } from '~/kernel/workdays'
import { forecast, type Standing, standingOf } from '../forecast'
import { type CountedTarget, targetOf } from '../plans/counted'
import { useScopeName } from '../plans/parts/scope-name'
import { ofStanding } from '../plans/parts/target-chip'
import { useProgramTexts } from './texts'

/** Each target's count of that day against its number, with where it will end at this pace. */
export function Targets({ targets, day, csv }: { targets: CountedTarget[]; day: Day; csv?: string }) {
  const all = useProgramTexts()
  const texts = all.office
  const scopeOf = useScopeName()
  const rows = targets.map((target) => ({
    target,
    standing: standingOf(targetOf(target), day, target.value),
  }))
  const count = (...wanted: Standing[]) => rows.filter(({ standing }) => wanted.includes(standing)).length
  return (
    <TargetsWithForecast
      title={texts.targets(count('met'), count('late', 'missed', 'at_risk'), rows.length)}
      note={texts.targetsNote}
      {...(csv && { csv })}
      words={{
        measure: texts.measure,
        today: texts.today,
        forecast: texts.forecast,
        target: texts.target,
      }}
      targets={rows.map(({ target, standing }) => ({
        label: `${scopeOf(target)} · ${all.measures[target.measure]}`,
        to: `/office/plan/targets/${target.id}`,
        target: target.number,
        today: target.value,
        forecast: forecast(targetOf(target), day, target.value) ?? target.value,
        state: { meaning: ofStanding[standing], word: all.standings[standing] },
      }))}
    />
  )
}
