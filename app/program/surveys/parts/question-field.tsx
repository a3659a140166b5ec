import { useNamed } from '~/design/named'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { FieldProps } from '~/web/checked-form'
import { namesOfOption, type Question } from '../form'
import { useSurveyTexts } from './texts'

type QuestionFieldProps = {
  question: Question
  field: FieldProps
  /** The class of which a need is asked. */
  subject: { name: string; nameEn: string } | undefined
}

/** One question as the field that its kind asks for. */
export function QuestionField({ question, field, subject }: QuestionFieldProps) {
  const texts = useSurveyTexts()
  const named = useNamed()
  const label = named(question.label, question.labelEn || null)
  const its = { ...field, label, ...(!question.required && { optional: true }) }
  if (question.kind === 'text') return <TextArea {...its} rows={4} />
  if (question.kind === 'choice')
    return (
      <SelectField
        {...its}
        empty
        options={question.options!.map((value) => ({
          value,
          label: named(...namesOfOption(question, value)),
        }))}
      />
    )
  return (
    <TextField
      {...its}
      inputMode="numeric"
      width="short"
      {...(subject && { hint: texts.needHint(named(subject.name, subject.nameEn)) })}
    />
  )
}
