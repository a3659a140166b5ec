import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { FileDrop } from '~/design/file-drop'
import { useNamed } from '~/design/named'
import { SelectField } from '~/design/select-field'
import { addDays } from '~/kernel/workdays'
import { usePlaceOptions } from '~/people/parts/place-options'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { authorizationForm } from '../form'
import type { LetterRow, SubjectRow } from '../queries.server'
import { useAuthorizationTexts } from './texts'

type LetterFormProps = {
  /** The letter that is renewed or corrected. */
  former: LetterRow | null
  subjects: readonly SubjectRow[]
  districts: readonly { code: string; nameZh: string; nameEn: string }[]
  answer: Answer | undefined
}

/** A publisher's letter as its vendor hands it in. */
export function LetterForm({ former, subjects, districts, answer }: LetterFormProps) {
  const texts = useAuthorizationTexts()
  const places = usePlaceOptions()
  const options = useSubjectOptions(subjects)
  return (
    <CheckedForm
      form={authorizationForm}
      answer={answer}
      defaults={defaultsOf(former)}
      encType="multipart/form-data"
      className="max-w-2xl space-y-5"
    >
      {(field, busy) => (
        <>
          <input type="hidden" name="renews" value={former?.id ?? ''} />
          <SelectField
            {...field('subject')}
            label={texts.subject}
            hint={texts.subjectHint}
            empty
            width="full"
            options={options}
          />
          <SelectField
            {...field('district')}
            label={texts.district}
            hint={texts.districtHint}
            empty={texts.everywhere}
            optional
            options={places(districts)}
          />
          <div className="grid gap-5 sm:grid-cols-2">
            <DateField {...field('validFrom')} label={texts.from} />
            <DateField {...field('validUntil')} label={texts.until} />
          </div>
          <FileDrop {...field('letter')} label={texts.letter} hint={texts.letterHint} />
          <Button look="primary" busy={busy}>
            {texts.submit}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}

// A renewal begins the day after what it renews ends; a correction keeps the days that were entered.
function defaultsOf(former: LetterRow | null): Record<string, string> {
  if (!former) return {}
  const { publisherId, productId, district, state, validFrom, validUntil } = former
  const corrects = state === 'returned'
  return {
    subject: productId ? `product:${productId}` : `publisher:${publisherId}`,
    district: district ?? '',
    validFrom: corrects ? validFrom : addDays(validUntil, 1),
    validUntil: corrects ? validUntil : '',
  }
}

function useSubjectOptions(subjects: readonly SubjectRow[]) {
  const texts = useAuthorizationTexts()
  const named = useNamed()
  return Object.values(Object.groupBy(subjects, ({ publisherId }) => publisherId)).map((some = []) => {
    const { publisherId, publisherZh, publisherEn } = some[0]!
    const label = named(publisherZh, publisherEn)
    return {
      label,
      options: [
        { value: `publisher:${publisherId}`, label: texts.allOf(label) },
        ...some.map(({ productId, productZh, productEn }) => ({
          value: `product:${productId}`,
          label: named(productZh, productEn),
        })),
      ],
    }
  })
}
