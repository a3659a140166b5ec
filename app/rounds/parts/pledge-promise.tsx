import { Facts, type Fact } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { Money } from '~/design/money'
import { commitment } from '../pledges/pledging'
import { ConditionsCopy, type OwnConditions } from './own-conditions'
import { useRoundsTexts } from './texts'

type Promise = { quantity: number; stretch: number | null; allOrNothing: boolean; referencePrice: bigint }

/** Names of the vendors and products that conditions may name, by id. */
export type Names = Readonly<Record<string, { zh: string; en: string }>>

/** What a pledge promises and under which sealed conditions, as its own people see it. */
export function PledgePromise({
  promise,
  own,
  fileName,
  names,
}: {
  promise: Promise
  own: OwnConditions
  /** as which the own copy is saved again */
  fileName: string
  names: Names
}) {
  const all = useRoundsTexts()
  const texts = all.pledgeShow
  const format = useFormat()
  const { quantity, stretch, allOrNothing, referencePrice } = promise
  const units = (n: number) => `${format.number(n)} ${all.lots.unit}`
  const items: Fact[] = [
    { label: texts.quantity, value: units(quantity) },
    ...(stretch === null ? [] : [{ label: texts.stretch, value: units(stretch) }]),
    {
      label: texts.amount,
      value: <Money fen={commitment(quantity, stretch, referencePrice)} className="font-semibold" />,
      hint: texts.amountHint,
    },
    { label: texts.allOrNothing, value: allOrNothing ? texts.yes : texts.no },
    ...useConditionFacts(own, referencePrice, stretch !== null, names),
  ]
  return (
    <>
      <Facts layout="row" items={items} />
      <ConditionsCopy own={own} fileName={fileName} />
    </>
  )
}

function useConditionFacts(
  { item, conditions }: OwnConditions,
  referencePrice: bigint,
  stretches: boolean,
  names: Names,
): Fact[] {
  const all = useRoundsTexts()
  const texts = all.pledgeShow
  const zh = useLocale() === 'zh'
  if (!item) return [{ label: texts.conditions, value: texts.conditionsNone }]
  if (!conditions)
    return [
      {
        label: texts.conditions,
        value: item.fault ? texts.conditionsBroken : texts.conditionsElsewhere,
      },
    ]
  const { ceiling, stretchCeiling, acceptable } = conditions
  const named =
    acceptable.rule === 'vendors'
      ? acceptable.vendors
      : acceptable.rule === 'editions'
        ? acceptable.editions
        : []
  return [
    {
      label: texts.ceiling,
      value: <Money fen={ceiling ?? referencePrice} />,
      hint: texts.conditionsHint,
    },
    ...(stretches
      ? [
          {
            label: all.pledge.stretchCeiling,
            value: <Money fen={stretchCeiling ?? ceiling ?? referencePrice} />,
          },
        ]
      : []),
    {
      label: texts.accepts,
      value: all.pledge.accepts[acceptable.rule],
      ...(named.length > 0 && {
        hint: named.map((id) => (zh ? names[id]?.zh : names[id]?.en) ?? id).join(zh ? '、' : ', '),
      }),
    },
  ]
}
