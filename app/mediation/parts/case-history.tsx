import { Timeline } from '~/design/timeline'
import { useHistorySentence } from '~/texts/histories'
import { useFormat } from '~/design/format'
import { readRule } from '../quoted-rule'
import { useMediationTexts } from './texts'

type Step = {
  id: string
  kind: string
  at: Date
  person: string | null
  rule: string | null
  facts: Record<string, unknown> | null
}

/** The procedure step by step, the newest first: who, what, when, and for the clock's steps the rule. */
export function CaseHistory({ trail }: { trail: readonly Step[] }) {
  const all = useMediationTexts()
  const sentence = useHistorySentence()
  const format = useFormat()
  const why = (rule: string | null) => {
    const its = rule === null ? null : readRule(rule)
    if (its === null) return null
    if ('fact' in its) return all.history.facts[its.fact] ?? its.fact
    const period = all.history.period[its.unit](its.amount)
    return all.history.byRule(
      all.deadlines[its.key] ?? its.key,
      period,
      its.version,
      format.dateTime(its.dueAt),
    )
  }
  const what = ({ kind, facts, rule }: Step) => {
    const move = facts?.move
    if (typeof move === 'string') return all.history.moved[move] ?? sentence(kind)
    if (kind === 'case.deadline_missed' && rule)
      return all.history.missed(all.deadlines[rule.split(' ')[0]!] ?? '')
    return sentence(kind)
  }
  return (
    <Timeline
      items={trail.toReversed().map((step) => ({
        id: step.id,
        at: step.at,
        who: step.person ?? all.roles.clock,
        what: what(step),
        why: why(step.rule),
      }))}
    />
  )
}
