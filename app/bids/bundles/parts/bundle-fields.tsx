import { NumberField } from '~/design/number-field'
import { SelectField } from '~/design/select-field'
import { useSubject } from '~/demands/parts/subject'
import type { FieldOf } from '~/web/checked-form'
import { useBidTexts } from '../../parts/texts'
import { groups } from '../entry'
import type { listOwnLots } from '../queries.server'

type BundleFieldsProps = { lots: Awaited<ReturnType<typeof listOwnLots>>; field: FieldOf }

/** For each lot the bundle that it belongs to, and for each bundle how much less. */
export function BundleFields({ lots, field }: BundleFieldsProps) {
  const texts = useBidTexts().bundles
  const subject = useSubject()
  return (
    <div className="max-w-2xl space-y-6">
      <div className="space-y-4">
        {lots.map((lot) => (
          <SelectField
            key={lot.id}
            {...field(`group.${lot.id}`)}
            label={`${lot.code} ${subject(lot)}`}
            width="short"
            empty={texts.noGroup}
            options={groups.map((letter) => ({ value: letter, label: texts.group(letter) }))}
          />
        ))}
      </div>
      <div className="grid gap-5 sm:grid-cols-3">
        {groups.map((letter) => (
          <NumberField
            key={letter}
            {...field(`discount.${letter}`)}
            label={texts.discount(letter)}
            unit="%"
            optional
          />
        ))}
      </div>
    </div>
  )
}
