import { Form, useNavigation } from '@remix-run/react'
import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { Section } from '~/design/section'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import { useMarketTexts } from '../../parts/market-texts'
import { answers, findings, points } from '../checklist'

/** The sheet of a visit with targets for a thumb; a plain form, so that it works where scripts do not. */
export function VisitSheet({ today, answer }: { today: string; answer: Answer | undefined }) {
  const texts = useMarketTexts().visit
  const busy = useNavigation().state === 'submitting'
  return (
    <Form method="post" encType="multipart/form-data" className="max-w-2xl">
      <KeyField />
      <AnswerSummary answer={answer} />
      <DateField
        name="visitedOn"
        id="visitedOn"
        label={texts.on}
        max={today}
        defaultValue={valueOf(answer, 'visitedOn', today)}
        error={problemOf(answer, 'visitedOn')}
      />
      <Section title={texts.checklist}>
        <div className="divide-y divide-line border-y border-line">
          {points.map((point) => (
            <PointChoice key={point} point={point} answer={answer} />
          ))}
        </div>
      </Section>
      <div className="mt-6 space-y-5">
        <ChoiceGroup
          type="radio"
          name="finding"
          label={texts.finding}
          chosen={valueOf(answer, 'finding')}
          error={problemOf(answer, 'finding')}
          choices={findings.map((value) => ({ value, label: texts.findings[value] }))}
        />
        <TextArea
          name="remark"
          id="remark"
          label={texts.remark}
          hint={texts.remarkHint}
          rows={3}
          maxLength={2000}
          defaultValue={valueOf(answer, 'remark')}
          error={problemOf(answer, 'remark')}
        />
        <FileDrop
          name="photos"
          id="photos"
          label={texts.photos}
          hint={texts.photosHint}
          accept="image/*,.pdf"
          multiple
          error={problemOf(answer, 'photos')}
          optional
        />
      </div>
      <div className="sticky bottom-0 mt-6 bg-paper py-3">
        <Button look="primary" busy={busy} className="min-h-12 w-full sm:w-auto">
          {texts.save}
        </Button>
      </div>
    </Form>
  )
}

function PointChoice({ point, answer }: { point: (typeof points)[number]; answer: Answer | undefined }) {
  const texts = useMarketTexts().visit
  const name = `checklist.${point}`
  const chosen = valueOf(answer, name, 'skipped')
  return (
    <fieldset className="py-3">
      <legend className="float-left mb-2 w-full font-medium">{texts.points[point]}</legend>
      <div className="clear-left grid grid-cols-3 gap-2">
        {answers.map((value) => (
          <label
            key={value}
            className="flex min-h-12 items-center gap-2 rounded border border-line px-2.5 has-checked:border-accent has-checked:bg-sunken has-checked:font-medium"
          >
            <input
              type="radio"
              name={name}
              value={value}
              defaultChecked={value === chosen}
              className="size-5 shrink-0"
            />
            {texts.answers[value]}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
