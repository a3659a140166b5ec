import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { type Day, hourOf } from '~/kernel/workdays'
import { type CountedTarget, targetOf } from '../counted'
import { forecast, standingOf } from '../../forecast'
import { targetLifecycle } from '../../lifecycle'
import { useProgramTexts } from '../../parts/texts'
import { measures } from '../form'
import { useScopeName } from './scope-name'
import { StandingChip, TargetChip } from './target-chip'
import { usePlanTexts } from './texts'

/** The targets of a plan, each with its count of the day, its forecast, and how it stands. */
export function PlanTargets({ targets, day, year }: { targets: CountedTarget[]; day: Day; year: number }) {
  const texts = usePlanTexts()
  const named = useNamed()
  const words = useProgramTexts()
  const scopeOf = useScopeName()
  const format = useFormat()
  return (
    <Section title={texts.targets} sentence={texts.asOf(format.date(hourOf(day, 12)))}>
      <Filters
        views={[
          { label: texts.filters.all, search: `?year=${year}` },
          { label: texts.filters.own, search: `?year=${year}&own=1` },
          { label: texts.states.proposed, search: `?year=${year}&state=proposed` },
        ]}
        filters={[
          {
            name: 'measure',
            label: texts.filters.measure,
            type: 'choice',
            any: texts.filters.any,
            options: measures.map((value) => ({ value, label: words.measures[value] })),
          },
          {
            name: 'state',
            label: texts.filters.state,
            type: 'choice',
            any: texts.filters.any,
            options: targetLifecycle.states.map((value) => ({ value, label: texts.states[value] })),
          },
        ]}
        keep={['year', 'own']}
      />
      <Table
        caption={texts.targets}
        rows={targets}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/plan/targets/${id}`}
        total={targets.length}
        csv="/office/plan.csv"
        empty={<Empty icon="target" title={texts.noTargets} why={texts.noTargetsWhy} />}
        columns={[
          {
            key: 'scope',
            head: texts.scope,
            cell: (target) => (
              <>
                {scopeOf(target)}
                <span className="block text-sm font-normal text-ink-soft">
                  {words.measures[target.measure]}
                </span>
              </>
            ),
          },
          {
            key: 'agency',
            head: texts.agency,
            cell: ({ agency, agencyEn }) => named(agency, agencyEn),
            extra: true,
          },
          {
            key: 'today',
            head: texts.reached,
            type: 'number',
            cell: ({ value, number }) => (
              <>
                {format.number(value)}
                <span className="text-ink-soft"> / {format.number(number)}</span>
              </>
            ),
          },
          {
            key: 'forecast',
            head: texts.forecast,
            type: 'number',
            narrow: 'hidden',
            cell: (target) => {
              const expected = forecast(targetOf(target), day, target.value)
              return target.state === 'accepted' && expected !== null ? format.number(expected) : '—'
            },
          },
          {
            key: 'standing',
            head: texts.standing,
            type: 'chip',
            narrow: 'end',
            cell: (target) =>
              target.state === 'accepted' ? (
                <StandingChip standing={standingOf(targetOf(target), day, target.value)} />
              ) : (
                <TargetChip state={target.state} />
              ),
          },
          {
            key: 'dueOn',
            head: texts.dueOn,
            type: 'date',
            cell: ({ dueOn }) => format.date(hourOf(dueOn, 12)),
          },
        ]}
      />
    </Section>
  )
}
