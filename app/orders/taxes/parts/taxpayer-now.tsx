import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { startOf } from '~/kernel/workdays'
import { useVocabulary } from '~/texts/vocabulary'
import { useOrdersTexts } from '../../parts/texts'
import type { TaxCategory } from '../../tax-category'
import { taxpayerOn } from '../rating'
import type { VendorTax } from '../taxpayers.server'

type TaxpayerNowProps = {
  said: readonly VendorTax[]
  rates: readonly (readonly [TaxCategory, number | null])[]
  today: string
}

/** As what a vendor is taxed today and at which rates, what comes later, and what waits for the office. */
export function TaxpayerNow({ said, rates, today }: TaxpayerNowProps) {
  const { taxpayer: texts, taxes } = useOrdersTexts()
  const words = useVocabulary()
  const format = useFormat()
  const checked = said.filter(({ state }) => state === 'checked')
  const holds = checked.find(({ validFrom }) => validFrom <= today)
  const coming = checked.filter(({ validFrom }) => validFrom > today)
  const waiting = said.find(({ state }) => state === 'proposed')
  return (
    <Section title={taxes.now}>
      <Facts
        layout="row"
        items={[
          {
            label: taxes.taxpayer,
            value: taxes.taxpayers[taxpayerOn(checked, today)],
            hint: holds ? texts.since(format.date(startOf(holds.validFrom))) : texts.usual,
          },
          ...rates.map(([category, bps]) => ({
            label: words.taxCategories[category],
            value: bps === null ? taxes.noRate : format.percent(bps / 10_000),
          })),
        ]}
      />
      {coming.map((one) => (
        <Notice key={one.id} meaning="info">
          {texts.coming(taxes.taxpayers[one.taxpayer], format.date(startOf(one.validFrom)))}
        </Notice>
      ))}
      {waiting && (
        <Notice meaning="info">
          {texts.waits(taxes.taxpayers[waiting.taxpayer], format.date(startOf(waiting.validFrom)))}
        </Notice>
      )}
    </Section>
  )
}
