import { Button } from '~/design/button'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useOrdersTexts } from '../../parts/texts'
import { redForm } from '../form'
import { PaperFields } from './paper-fields'

type RedFormProps = {
  medium: 'digital' | 'paper'
  today: string
  /** what is to be done with it in the tax system first */
  sentence?: string
  answer: Answer | undefined
}

/** What stands on the paper of a red letter 红字, to be entered. */
export function RedForm({ medium, today, sentence, answer }: RedFormProps) {
  const texts = useOrdersTexts().invoices
  return (
    <Section title={texts.paper} {...(sentence && { sentence })}>
      <CheckedForm
        form={redForm}
        answer={answer}
        encType="multipart/form-data"
        className="space-y-5"
        defaults={{ medium, issuedOn: today }}
      >
        {(field, busy) => (
          <>
            <PaperFields field={field} />
            <Button look="primary" busy={busy}>
              {texts.submitRed}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
