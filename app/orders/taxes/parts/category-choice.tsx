import { type ComponentProps, forwardRef } from 'react'
import { ChoiceGroup } from '~/design/choice-group'
import { useVocabulary } from '~/texts/vocabulary'
import { useOrdersTexts } from '../../parts/texts'
import { taxCategories } from '../../tax-category'

type CategoryChoiceProps = Omit<ComponentProps<typeof ChoiceGroup>, 'type' | 'choices' | 'label'>

/** The tax categories, each with what belongs to it. */
export const CategoryChoice = forwardRef<HTMLInputElement, CategoryChoiceProps>(
  function CategoryChoice(field, ref) {
    const texts = useOrdersTexts().taxes
    const words = useVocabulary()
    return (
      <ChoiceGroup
        {...field}
        ref={ref}
        type="radio"
        label={texts.category}
        choices={taxCategories.map((value) => ({
          value,
          label: words.taxCategories[value],
          hint: texts.categoryHints[value],
        }))}
      />
    )
  },
)
