import { Deadline } from '~/design/deadline'
import { useLocale } from '~/design/locale'
import type { CaseRole } from '../channels/kinds'
import { type Standing, stepOf, whoActs } from '../next-step'
import { useMediationTexts } from './texts'

type StepSentenceProps = {
  standing: Standing
  mediatorName: string | null
  roles: readonly CaseRole[]
  dueAt: Date | null
  now: Date
}

/** Where the case stands, who acts next, and until when. */
export function StepSentence({ standing, mediatorName, roles, dueAt, now }: StepSentenceProps) {
  const texts = useMediationTexts()
  const gap = useLocale() === 'zh' ? '' : ' '
  const step = stepOf(standing)
  const acting = useWhoWords()(whoActs(standing), roles)
  return (
    <>
      {step === 'asked' ? texts.step.asked(mediatorName ?? '') : texts.step[step]}
      {acting && `${gap}${texts.step.waits(acting)}`}
      {dueAt && (
        <span className="mt-1 flex flex-wrap items-center gap-x-2">
          {texts.step.until} <Deadline at={dueAt} now={now} />
        </span>
      )}
    </>
  )
}

/** Those who act, as words of a sentence; oneself as "you". */
export function useWhoWords() {
  const { who } = useMediationTexts()
  return (acting: readonly CaseRole[], mine: readonly CaseRole[]): string | null => {
    if (acting.length === 0) return null
    if (acting.some((role) => mine.includes(role))) return who.you
    if (acting.length === 2) return who.both
    const [one] = acting
    return one && one in who ? who[one as keyof typeof who] : null
  }
}
