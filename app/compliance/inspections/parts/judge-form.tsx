import { Form, useNavigation } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { FieldError } from '~/design/field'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import { useCampaignTexts, useInspectionTexts } from '../../parts/texts'
import type { VerdictRow } from '../queries.server'
import { type Verdict, verdicts as words } from '../verdicts'

type JudgeFormProps = {
  categories: readonly string[]
  verdicts: readonly VerdictRow[]
  proposals: Record<string, Verdict>
  answer: Answer | undefined
}

/** A verdict for each category with large targets for a thumb; a plain form, so that it works where scripts do not. */
export function JudgeForm({ categories, verdicts, proposals, answer }: JudgeFormProps) {
  const all = useInspectionTexts()
  const names: Record<string, string> = useCampaignTexts().categories
  const busy = useNavigation().state === 'submitting'
  const mine = answer?.values.move === 'judge' ? answer : undefined
  return (
    <Form method="post" encType="multipart/form-data">
      <KeyField />
      <input type="hidden" name="move" value="judge" />
      {mine && <AnswerSummary answer={mine} />}
      {categories.map((category, at) => (
        <Section key={category} title={names[category] ?? category}>
          <input type="hidden" name={`verdicts.${at}.category`} value={category} />
          <Judged
            at={at}
            kept={verdicts.find((row) => row.category === category)}
            proposal={proposals[category] ?? 'cannot_tell'}
            answer={mine}
          />
        </Section>
      ))}
      <div className="sticky bottom-0 mt-6 bg-paper py-3">
        <Button look="primary" busy={busy} className="min-h-12 w-full sm:w-auto">
          {all.check.submit}
        </Button>
      </div>
    </Form>
  )
}

type JudgedProps = {
  at: number
  kept: VerdictRow | undefined
  proposal: Verdict
  answer: Answer | undefined
}

function Judged({ at, kept, proposal, answer }: JudgedProps) {
  const all = useInspectionTexts()
  const texts = all.check
  const name = (field: string) => `verdicts.${at}.${field}`
  const value = (field: 'software' | 'licenseSeen' | 'reason') =>
    valueOf(answer, name(field), kept?.[field] ?? '')
  const chosen = valueOf(answer, name('verdict'), kept?.verdict ?? proposal)
  return (
    <div className="space-y-3">
      <fieldset>
        <legend className="mb-2 text-ink-soft">{texts.proposed(all.visit.verdict[proposal])}</legend>
        <FieldError id={name('verdict')} error={problemOf(answer, name('verdict'))} />
        <div className="grid grid-cols-2 gap-2 sm:grid-cols-4">
          {words.map((word) => (
            <label
              key={word}
              className="flex min-h-12 items-center gap-2 rounded border border-line px-3 has-checked:border-accent has-checked:bg-sunken has-checked:font-medium"
            >
              <input
                type="radio"
                name={name('verdict')}
                value={word}
                defaultChecked={word === chosen}
                className="size-5 shrink-0"
              />
              {all.visit.verdict[word]}
            </label>
          ))}
        </div>
      </fieldset>
      <TextField
        name={name('software')}
        id={name('software')}
        label={texts.software}
        defaultValue={value('software')}
        maxLength={200}
        width="full"
        optional
      />
      <TextField
        name={name('licenseSeen')}
        id={name('licenseSeen')}
        label={texts.licenseSeen}
        defaultValue={value('licenseSeen')}
        maxLength={200}
        width="full"
        optional
      />
      <TextField
        name={name('reason')}
        id={name('reason')}
        label={texts.reason}
        hint={texts.reasonHint}
        error={problemOf(answer, name('reason'))}
        defaultValue={value('reason')}
        maxLength={600}
        width="full"
        optional
      />
      <FileDrop
        name={name('photo')}
        id={name('photo')}
        label={texts.photo}
        {...(kept && kept.evidenceIds.length > 0 && { hint: texts.evidence(kept.evidenceIds.length) })}
        accept="image/*,.pdf"
        error={problemOf(answer, name('photo'))}
        optional
      />
    </div>
  )
}
