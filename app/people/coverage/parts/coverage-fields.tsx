import { Button } from '~/design/button'
import { ChoiceGroup } from '~/design/choice-group'
import { useNamed } from '~/design/named'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { type Answer, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { listings, ownerships, scales } from '../../form'
import { usePlaceOptions } from '../../parts/place-options'
import { usePeopleTexts } from '../../parts/texts'
import { coverageForm } from '../form'
import { useCoverageTexts } from './texts'

type CoverageFieldsProps = {
  units: readonly { id: string; name: string; nameEn: string | null }[]
  districts: readonly { code: string; nameZh: string; nameEn: string }[]
  answer: Answer | undefined
}

/** A new row: the unit, and what an enterprise must be for it; what is left open fits all. */
export function CoverageFields({ units, districts, answer }: CoverageFieldsProps) {
  const texts = useCoverageTexts()
  const all = usePeopleTexts()
  const places = usePlaceOptions()
  const named = useNamed()
  const chosen = (name: string) => [answer?.values[`${name}[]`] ?? answer?.values[name] ?? []].flat()
  const words = (of: Record<string, string>, values: readonly string[]) =>
    values.map((value) => ({ value, label: of[value]! }))
  return (
    <CheckedForm form={coverageForm} answer={answer} className="max-w-2xl space-y-5">
      {(field, busy) => (
        <>
          <input type="hidden" name="move" value="add" />
          <SelectField
            {...field('orgId')}
            label={texts.unit}
            empty
            options={units.map(({ id, name, nameEn }) => ({ value: id, label: named(name, nameEn) }))}
          />
          <ChoiceGroup
            type="checkbox"
            name="districts[]"
            label={texts.districts}
            optional
            inline
            chosen={chosen('districts')}
            choices={places(districts)}
          />
          <TextField {...field('sectors')} label={texts.sectors} hint={texts.sectorsHint} optional />
          <ChoiceGroup
            type="checkbox"
            name="ownerships[]"
            label={texts.ownerships}
            optional
            inline
            chosen={chosen('ownerships')}
            choices={words(all.ownership, ownerships)}
          />
          <ChoiceGroup
            type="checkbox"
            name="listings[]"
            label={texts.listings}
            optional
            inline
            chosen={chosen('listings')}
            choices={words(all.listing, listings)}
          />
          <ChoiceGroup
            type="checkbox"
            name="scales[]"
            label={texts.scales}
            optional
            inline
            chosen={chosen('scales')}
            choices={words(all.scale, scales)}
          />
          <TextField
            {...field('note')}
            label={texts.note}
            hint={texts.noteHint}
            defaultValue={valueOf(answer, 'note')}
            optional
          />
          <Button look="primary" busy={busy}>
            {texts.add}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
