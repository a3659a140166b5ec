import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { FileDrop } from '~/design/file-drop'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useLicensesTexts } from '../../parts/texts'
import { replacementForm } from '../form'

type DeliverProps = {
  its: { quantity: number; keys: number; keyPattern: string | null }
  answer: Answer | undefined
}

/** Keys in place of the old ones, or, where there were none, the paper that shows the new units. */
export function Deliver({ its, answer }: DeliverProps) {
  const { upload, replacements: texts } = useLicensesTexts()
  return (
    <CheckedForm
      form={replacementForm}
      answer={answer}
      defaults={{ kind: its.keys > 0 ? 'single' : 'none' }}
      encType="multipart/form-data"
      className="mt-6 space-y-5"
    >
      {(field, busy) => (
        <>
          <ChoiceGroup
            name="kind"
            type="radio"
            label={texts.how}
            chosen={answer?.values.kind ?? (its.keys > 0 ? 'single' : 'none')}
            choices={[
              { value: 'single', label: upload.single(its.quantity) },
              { value: 'volume', label: upload.volume },
              { value: 'file', label: upload.licenseFile, hint: texts.fileBelow },
              ...(its.keys > 0 ? [] : [{ value: 'none', label: texts.confirm, hint: texts.confirmHint }]),
            ]}
          />
          <TextArea
            {...field('keys')}
            label={upload.text}
            hint={its.keyPattern ? upload.textHintLike(its.keyPattern) : upload.textHint}
            rows={8}
            autoComplete="off"
            spellCheck={false}
            optional
            width="full"
          />
          <FileDrop
            {...field('file')}
            label={texts.file}
            hint={its.keys > 0 ? upload.fileHint : texts.fileHint}
            optional
            width="full"
          />
          <TextField {...field('licenseNo')} label={texts.licenseNo} hint={texts.licenseNoHint} optional />
          <Button look="primary" icon="lock" busy={busy}>
            {texts.submit(its.quantity)}
          </Button>
          <p className="max-w-prose text-sm text-ink-soft">{texts.consequence}</p>
        </>
      )}
    </CheckedForm>
  )
}
