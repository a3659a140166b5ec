import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { DateField } from '~/design/date-field'
import { TextArea } from '~/design/text-area'
import { TextField } from '~/design/text-field'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { announcementForm } from '../form'
import { useAnnouncementTexts } from './texts'

type AnnouncementFieldsProps = {
  answer: Answer | undefined
  defaults: Record<string, string>
  correctsId?: string | undefined
}

/** An announcement in both languages, and when it goes out. */
export function AnnouncementFields({ answer, defaults, correctsId }: AnnouncementFieldsProps) {
  const texts = useAnnouncementTexts().form
  return (
    <CheckedForm form={announcementForm} answer={answer} defaults={defaults} className="space-y-5">
      {(field, busy) => {
        const { defaultValue: pinned, error: _, ...pin } = field('pinned')
        return (
          <>
            {correctsId && <input type="hidden" name="correctsId" value={correctsId} />}
            <div className="grid gap-5 md:grid-cols-2">
              <TextField {...field('titleZh')} label={texts.titleZh} />
              <TextField {...field('titleEn')} label={texts.titleEn} optional />
              <TextArea {...field('bodyZh')} label={texts.bodyZh} rows={10} />
              <TextArea {...field('bodyEn')} label={texts.bodyEn} rows={10} optional />
              <DateField
                {...field('publishAt')}
                time
                label={texts.publishAt}
                hint={texts.publishAtHint}
                optional
              />
              <CheckField {...pin} label={texts.pinned} value="on" defaultChecked={pinned === 'on'} />
            </div>
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )
      }}
    </CheckedForm>
  )
}
