import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Section } from '~/design/section'
import { Select } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { useLicensesTexts } from '../../parts/texts'

type AssignProps = {
  /** null: a whole site */
  free: number | null
  /** They came with computers: each is bound to its own. */
  bound: boolean
  seekers: readonly {
    id: string
    no: string
    department: string | null
    person: string | null
    needs: boolean
  }[]
  members: readonly { id: string; name: string; department: string | null }[]
  departments: readonly string[]
  answer: Answer | undefined
}

/** Gives units to computers or people; computers that run the product without a license come first. */
export function Assign({ free, bound, seekers, members, departments, answer }: AssignProps) {
  const all = useLicensesTexts()
  const texts = bound ? { ...all.assign, ...all.bind } : all.assign
  if (free === 0)
    return (
      <Section title={texts.title}>
        <p className="text-ink-soft">{texts.noneFree}</p>
      </Section>
    )
  return (
    <Section title={texts.title} sentence={free === null ? texts.site : texts.free(free)}>
      <details open={answer?.values.move === 'assign_list'}>
        <summary className="inline-flex min-h-row items-center text-accent hover:underline">
          {texts.open}
        </summary>
        <Form method="post" className="mt-2">
          <KeyField />
          <input type="hidden" name="move" value="assign" />
          <div className="grid gap-6 md:grid-cols-2">
            <Choices label={texts.computers} name="computerId[]" empty={texts.noComputers}>
              {seekers.map(({ id, no, department, person, needs }) => ({
                value: id,
                label: no,
                note: [department, person].filter(Boolean).join(' · '),
                mark: needs ? texts.needs : null,
              }))}
            </Choices>
            {!bound && (
              <Choices label={texts.people} name="personId[]" empty={texts.noPeople}>
                {members.map(({ id, name, department }) => ({
                  value: id,
                  label: name,
                  note: department,
                  mark: null,
                }))}
              </Choices>
            )}
          </div>
          <div className="mt-3">
            <Button look="primary">{texts.submit}</Button>
          </div>
        </Form>
        <Form method="post" className="mt-5 max-w-md space-y-2">
          <KeyField />
          <input type="hidden" name="move" value="assign_list" />
          <TextArea
            name="list"
            label={texts.list}
            hint={texts.listHint}
            rows={4}
            defaultValue={valueOf(answer, 'list')}
            error={problemOf(answer, 'list')}
          />
          <Button>{texts.byList}</Button>
        </Form>
        {departments.length > 0 && (
          <Form method="post" className="mt-5 flex flex-wrap items-center gap-2">
            <KeyField />
            <input type="hidden" name="move" value="assign_department" />
            <Select
              name="department"
              aria-label={texts.department}
              empty={texts.department}
              options={departments.map((value) => ({ value, label: value }))}
            />
            <Button>{texts.wholeDepartment}</Button>
          </Form>
        )}
      </details>
    </Section>
  )
}

type Choice = { value: string; label: string; note: string | null; mark: string | null }

function Choices({
  label,
  name,
  empty,
  children,
}: {
  label: string
  name: string
  empty: string
  children: Choice[]
}) {
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{label}</legend>
      {children.length === 0 && <p className="text-ink-soft">{empty}</p>}
      <div className="max-h-72 overflow-y-auto rounded border border-line empty:hidden">
        {children.map(({ value, label: word, note, mark }) => (
          <label
            key={value}
            className="flex min-h-row items-center gap-2 border-b border-line px-2 last:border-b-0 hover:bg-sunken"
          >
            <input type="checkbox" name={name} value={value} className="size-4" />
            <span className="min-w-0 flex-1 truncate">
              {word} {note && <span className="text-sm text-ink-soft">{note}</span>}
            </span>
            {mark && <Chip meaning="risk">{mark}</Chip>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
