import { forwardRef, type ComponentProps } from 'react'
import type { listClasses, listEditions } from '~/catalog/queries.server'
import { useNamed } from '~/design/named'
import { SelectField } from '~/design/select-field'
import { useVocabulary } from '~/texts/vocabulary'
import { useDemandsTexts } from './texts'

type SubjectFieldProps = Omit<ComponentProps<typeof SelectField>, 'label' | 'hint' | 'options' | 'ref'> & {
  editions: Awaited<ReturnType<typeof listEditions>>
  classes: Awaited<ReturnType<typeof listClasses>>
}

/** What is needed: any member of a class, or one product's edition. */
export const SubjectField = forwardRef<HTMLSelectElement, SubjectFieldProps>(function SubjectField(
  { editions, classes, ...field },
  ref,
) {
  const texts = useDemandsTexts().form
  const words = useVocabulary()
  const named = useNamed()
  return (
    <SelectField
      {...field}
      ref={ref}
      label={texts.subject}
      hint={texts.subjectHint}
      empty
      options={[
        {
          label: texts.classes,
          options: classes.map(({ id, name, nameEn }) => ({
            value: `class:${id}`,
            label: named(name, nameEn),
          })),
        },
        ...Object.entries(Object.groupBy(editions, ({ category }) => category)).map(([category, some]) => ({
          label: words.categories[category as keyof typeof words.categories],
          options: some.map((edition) => ({
            value: `edition:${edition.id}`,
            label: `${named(edition.productZh, edition.productEn)} ${named(edition.nameZh, edition.nameEn)}`,
          })),
        })),
      ]}
    />
  )
})
