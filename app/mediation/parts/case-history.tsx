import { Timeline } from '~/design/timeline'
import { useHistorySentence } from '~/texts/histories'
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
        why: step.rule,
      }))}
    />
  )
}
