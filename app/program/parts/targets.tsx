import { TargetsWithForecast } from '~/design/charts/targets-with-forecast'
import { useLocale } from '~/design/locale'
import type { Meaning } from '~/design/meaning'
import type { Day } from '~/kernel/workdays'
import type { CountedTarget } from '../figures.server'
import { forecast, type Standing, standingOf } from '../forecast'
import { targetOf } from '../counted'
import { useProgramTexts } from './texts'

const meanings: Record<Standing, Meaning> = {
  met: 'ok',
  on_track: 'info',
  at_risk: 'attention',
  late: 'risk',
  missed: 'risk',
}

/** Each target's count of that day against its number, with where it will end at this pace. */
export function Targets({ targets, day, csv }: { targets: CountedTarget[]; day: Day; csv?: string }) {
  const all = useProgramTexts()
  const texts = all.office
  const locale = useLocale()
  const rows = targets.map((target) => ({
    target,
    standing: standingOf(targetOf(target), day, target.value),
  }))
  const count = (...wanted: Standing[]) => rows.filter(({ standing }) => wanted.includes(standing)).length
  const scopeOf = ({ scope, scopeZh, scopeEn, agency }: CountedTarget) =>
    scope === 'city' ? all.scopes.city : ((locale === 'zh' ? scopeZh : scopeEn) ?? agency)
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
        target: target.number,
        today: target.value,
        forecast: forecast(targetOf(target), day, target.value) ?? target.value,
        state: { meaning: meanings[standing], word: all.standings[standing] },
      }))}
    />
  )
}
