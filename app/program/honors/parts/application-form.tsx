import type { ReactNode } from 'react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { applicationForm } from '../form'
import { useHonorTexts } from './texts'

type ApplicationFormProps = { statement: string; answer: Answer | undefined; children: ReactNode }

/** The statement and its evidence, kept as a draft; then the handing in, which cannot be taken back. */
export function ApplicationForm({ statement, answer, children }: ApplicationFormProps) {
  const texts = useHonorTexts()
  const saving = answer?.values.move === 'save' ? answer : undefined
  return (
    <>
      <Section title={texts.statement}>
        <CheckedForm
          form={applicationForm.options[0]}
          answer={saving}
          defaults={{ statement }}
          encType="multipart/form-data"
          className="max-w-2xl space-y-5"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="save" />
              <TextArea {...field('statement')} label={texts.statement} hint={texts.statementHint} rows={8} />
              <div>
                <h3 className="mb-1 font-medium">{texts.evidence}</h3>
                {children}
              </div>
              <FileDrop {...field('file')} defaultValue={undefined} label={texts.addEvidence} optional />
              <TextField {...field('label')} label={texts.evidenceLabel} optional />
              <Button look={statement === '' ? 'primary' : 'secondary'} busy={busy}>
                {texts.save}
              </Button>
            </>
          )}
        </CheckedForm>
      </Section>
      {statement !== '' && (
        <Section title={texts.handIn} sentence={texts.handInLead}>
          <ConfirmMove
            move="submit"
            look="primary"
            verb={texts.submit}
            title={texts.submitWhat}
            consequences={[texts.submitWho]}
            undo={{ possible: false, words: texts.submitUndo }}
            answer={answer}
          >
            <CheckField name="agreed" label={texts.agree} error={problemOf(answer, 'agreed')} />
          </ConfirmMove>
        </Section>
      )}
    </>
  )
}
