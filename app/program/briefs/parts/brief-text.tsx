import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { textForm } from '../form'
import { useBriefTexts } from './texts'

type Brief = { title: string; titleEn: string; body: string; bodyEn: string }

/** The words of a draft, in both languages; its figures are not typed. */
export function BriefText({ brief, answer }: { brief: Brief; answer: Answer | undefined }) {
  const texts = useBriefTexts()
  const { title, titleEn, body, bodyEn } = brief
  return (
    <Section title={texts.text}>
      <CheckedForm
        form={textForm}
        answer={answer}
        defaults={{ title, titleEn, body, bodyEn }}
        className="space-y-5"
      >
        {(field, busy) => (
          <>
            <input type="hidden" name="move" value="write" />
            <div className="grid gap-5 md:grid-cols-2">
              <TextField {...field('title')} label={texts.form.title} />
              <TextField {...field('titleEn')} label={texts.form.titleEn} optional />
              <TextArea
                {...field('body')}
                label={texts.form.body}
                hint={texts.form.bodyHint}
                rows={10}
                optional
              />
              <TextArea {...field('bodyEn')} label={texts.form.bodyEn} rows={10} optional />
            </div>
            <Button busy={busy}>{texts.form.save}</Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
