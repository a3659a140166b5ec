import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { FormSummary } from '~/design/form-summary'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { templateKinds, type TemplateKind } from '../templates/form'
import { useMediationTexts } from './texts'

type Followed = {
  id: string
  kind: TemplateKind
  nameZh: string
  nameEn: string
  textZh: string
  textEn: string
}

/** A template in both languages; a new version begins with the words of the one it follows. */
export function TemplateForm({ follows, answer }: { follows: Followed | null; answer: Answer | undefined }) {
  const { templates: texts } = useMediationTexts()
  const field = (name: 'nameZh' | 'nameEn' | 'textZh' | 'textEn') => ({
    name,
    label: texts.fields[name],
    defaultValue: valueOf(answer, name, follows?.[name] ?? ''),
    error: problemOf(answer, name),
  })
  return (
    <Form method="post" className="max-w-3xl space-y-5">
      <KeyField />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      {follows ? (
        <>
          <input type="hidden" name="kind" value={follows.kind} />
          <input type="hidden" name="followsId" value={follows.id} />
        </>
      ) : (
        <SelectField
          name="kind"
          label={texts.kind}
          empty
          defaultValue={valueOf(answer, 'kind')}
          error={problemOf(answer, 'kind')}
          options={templateKinds.map((value) => ({ value, label: texts.kinds[value] }))}
        />
      )}
      <TextField {...field('nameZh')} />
      <TextField {...field('nameEn')} />
      <TextArea {...field('textZh')} rows={8} hint={texts.placeholders} />
      <TextArea {...field('textEn')} rows={8} />
      <Button look="primary">{texts.handIn}</Button>
    </Form>
  )
}
