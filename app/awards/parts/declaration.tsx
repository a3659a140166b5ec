import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { MoveForm } from '~/web/move-form'
import { useAwardTexts } from './texts'

/** What an evaluator says before judging: a conflict of interest, or none. */
export function Declaration({
  declared,
  answer,
}: {
  declared: { conflict: string | null } | null
  answer: Answer | undefined
}) {
  const texts = useAwardTexts().eligibility
  if (declared)
    return (
      <div className="mt-4">
        <Notice meaning={declared.conflict === null ? 'ok' : 'attention'}>
          {declared.conflict === null ? texts.declared : texts.declaredConflict}
        </Notice>
      </div>
    )
  return (
    <Section title={texts.declareTitle} sentence={texts.declareLead}>
      <MoveForm move="declare" answer={answer} className="space-y-4">
        <TextArea
          name="conflict"
          label={texts.conflict}
          hint={texts.conflictHint}
          optional
          rows={2}
          maxLength={2000}
          defaultValue={valueOf(answer, 'conflict')}
          error={problemOf(answer, 'conflict')}
        />
        <Button look="primary">{texts.declare}</Button>
      </MoveForm>
    </Section>
  )
}
