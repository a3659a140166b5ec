import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { Empty } from '~/design/empty'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import type { Day } from '~/kernel/workdays'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { KeyField } from '~/web/key-field'
import { type Resolution, ResolutionList } from './resolution-list'
import { useMeetingTexts } from './texts'

type ResolutionsProps = {
  resolutions: readonly Resolution[]
  units: readonly { id: string; name: string }[]
  today: Day
  acting: { office: boolean; orgId: string; answer: Answer | undefined }
}

/** What the meeting decided; the office writes it down, and what stays open goes on the next agenda. */
export function Resolutions({ resolutions, units, today, acting }: ResolutionsProps) {
  const texts = useMeetingTexts()
  const { answer } = acting
  return (
    <Section title={texts.resolutions} count={resolutions.length} sentence={texts.resolutionsLead}>
      {resolutions.length > 0 ? (
        <ResolutionList resolutions={resolutions} today={today} acting={acting} />
      ) : (
        <Empty icon="flag" title={texts.noResolutions} why={texts.noResolutionsWhy} />
      )}
      {acting.office && (
        <Form method="post" className="mt-4 grid max-w-2xl items-start gap-4 sm:grid-cols-[1fr_12rem]">
          <KeyField />
          <input type="hidden" name="move" value="resolve" />
          <div className="sm:col-span-2">
            <TextArea
              name="text"
              label={texts.resolutionText}
              rows={2}
              defaultValue={valueOf(answer, 'text')}
              error={problemOf(answer, 'text')}
            />
          </div>
          <SelectField
            name="orgId"
            label={texts.owner}
            empty
            defaultValue={valueOf(answer, 'orgId')}
            error={problemOf(answer, 'orgId')}
            options={units.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <DateField
            name="dueOn"
            label={texts.dueOn}
            defaultValue={valueOf(answer, 'dueOn')}
            error={problemOf(answer, 'dueOn')}
          />
          <div>
            <Button icon="plus">{texts.addResolution}</Button>
          </div>
        </Form>
      )}
    </Section>
  )
}
