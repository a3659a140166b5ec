import { ChoiceGroup } from '~/design/choice-group'
import { TextField } from '~/design/text-field'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import type { FieldOf } from '~/web/checked-form'
import { profileNames } from '../form'
import { useRoundsTexts } from './texts'

/** Name and profile of a round. */
export function RoundFields({
  field,
  answer,
  profile,
  hint,
  only,
}: {
  field: FieldOf
  answer: Answer | undefined
  profile: string
  hint?: string
  /** the profile that the terms already belong to, when it is not to be chosen */
  only?: string | undefined
}) {
  const all = useRoundsTexts()
  const texts = all.wizard
  return (
    <>
      <TextField {...field('title')} label={texts.name} hint={texts.nameHint} />
      <TextField {...field('titleEn')} label={texts.nameEn} optional />
      <ChoiceGroup
        type="radio"
        name="profile"
        label={texts.profile}
        hint={hint}
        error={problemOf(answer, 'profile')}
        chosen={valueOf(answer, 'profile', profile)}
        choices={profileNames
          .filter((name) => !only || name === only)
          .map((value) => ({
            value,
            label: all.profile[value],
            hint: all.profileHint[value],
          }))}
      />
    </>
  )
}
