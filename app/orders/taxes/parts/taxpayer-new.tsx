import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useOrdersTexts } from '../../parts/texts'
import { taxpayerForm } from '../form'
import { taxpayers } from '../rating'

/** As what a vendor is taxed from a day on, with the paper that shows it. */
export function TaxpayerNew({ answer }: { answer: Answer | undefined }) {
  const { taxpayer: texts, taxes } = useOrdersTexts()
  return (
    <Section title={texts.declare} sentence={texts.declareLead}>
      <CheckedForm
        form={taxpayerForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-xl space-y-5"
        defaults={{ move: 'declare' }}
      >
        {(field, busy) => (
          <>
            <input type="hidden" {...field('move')} />
            <ChoiceGroup
              {...field('taxpayer')}
              type="radio"
              label={taxes.taxpayer}
              choices={taxpayers.map((value) => ({
                value,
                label: taxes.taxpayers[value],
                hint: texts.hints[value],
              }))}
            />
            <DateField {...field('validFrom')} label={texts.from} hint={texts.fromHint} />
            <FileDrop
              {...field('file')}
              label={texts.file}
              hint={texts.fileHint}
              accept=".pdf,.png,.jpg,.jpeg"
            />
            <TextArea {...field('note')} label={texts.note} rows={2} optional />
            <Button look="primary" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
