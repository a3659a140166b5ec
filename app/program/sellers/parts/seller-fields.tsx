import { Button } from '~/design/button'
import { SelectField } from '~/design/select-field'
import { TextField } from '~/design/text-field'
import { usePlaceOptions } from '~/people/parts/place-options'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { useMarketTexts } from '../../parts/market-texts'
import { sellerForm, sellerKinds } from '../form'

type SellerFieldsProps = {
  districts: readonly { code: string; nameZh: string; nameEn: string }[]
  answer: Answer | undefined
  defaults?: Record<string, string>
}

/** Who sells, what kind of place it is, and where it is found. */
export function SellerFields({ districts, answer, defaults = {} }: SellerFieldsProps) {
  const texts = useMarketTexts().sellers
  const places = usePlaceOptions()
  return (
    <CheckedForm form={sellerForm} answer={answer} defaults={defaults} className="max-w-3xl space-y-5">
      {(field, busy) => (
        <>
          <div className="grid gap-5 md:grid-cols-2">
            <TextField {...field('name')} label={texts.name} />
            <SelectField
              {...field('kind')}
              label={texts.kind}
              empty
              options={sellerKinds.map((value) => ({ value, label: texts.kinds[value] }))}
            />
            <TextField {...field('uscc')} label={texts.uscc} hint={texts.usccHint} optional />
            <SelectField
              {...field('district')}
              label={texts.district}
              optional
              empty
              options={places(districts)}
            />
            <TextField {...field('address')} label={texts.address} optional />
            <TextField {...field('website')} label={texts.website} optional />
            <TextField {...field('person')} label={texts.person} optional />
            <TextField {...field('phone')} label={texts.phone} inputMode="tel" optional />
          </div>
          <Button look="primary" busy={busy}>
            {texts.save}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}
