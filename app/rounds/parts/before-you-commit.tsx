import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { parseMoney } from '~/kernel/money'
import type { Lot } from '../queries.server'
import { useRoundsTexts } from './texts'

export type Counterfactual = {
  lastPaid: {
    unitPrice: bigint
    at: Date | null
    edition: string
    editionEn: string
    nameZh: string
    nameEn: string
  } | null
  listPrice: bigint | null
  past: readonly {
    id: string
    unitPrice: bigint
    quantity: number
    roundNumber: string
    slug: string
    edition: string
    editionEn: string
    nameZh: string
    nameEn: string
  }[]
  knownUse: number | null
}

/** What is typed in the form of a pledge, as text. */
export type Typed = { quantity: string; ceiling: string; stretchQuantity: string; stretchCeiling: string }

const unusual = 10

/** What a pledge may cost, beside what was paid before and what the list says: it follows what is typed. */
export function BeforeYouCommit({
  lot,
  figures,
  typed,
}: {
  lot: Lot
  figures: Counterfactual
  typed: Typed
}) {
  const all = useRoundsTexts()
  const texts = all.pledge
  const format = useFormat()
  const named = useNamed()
  const softwareOf = (its: { nameZh: string; nameEn: string; edition: string; editionEn: string }) =>
    `${named(its.nameZh, its.nameEn)} ${named(its.edition, its.editionEn)}`
  const quantity = wholeOf(typed.quantity)
  const last = figures.past[0]
  return (
    <Section title={texts.before}>
      <Facts
        items={[
          {
            label: texts.worst,
            value: <Money fen={worstCase(typed, lot.referencePrice)} className="text-lg font-semibold" />,
            hint: texts.worstHint,
          },
          { label: texts.reference, value: <Money fen={lot.referencePrice} /> },
          {
            label: texts.lastPaid,
            value: figures.lastPaid
              ? texts.lastPaidOf(
                  format.money(figures.lastPaid.unitPrice),
                  figures.lastPaid.at ? format.date(figures.lastPaid.at) : '',
                )
              : texts.lastPaidNone,
            ...(figures.lastPaid && {
              hint: softwareOf(figures.lastPaid),
            }),
          },
          ...(figures.listPrice === null
            ? []
            : [{ label: texts.listPrice, value: <Money fen={figures.listPrice * BigInt(quantity)} /> }]),
          {
            label: texts.pastAward,
            value:
              figures.past.length === 0 ? (
                texts.pastNone
              ) : (
                <ul>
                  {figures.past.map((past) => (
                    <li key={past.id}>
                      <Money fen={past.unitPrice} />{' '}
                      <span className="text-sm text-ink-soft">
                        <TextLink to={`/prices/products/${past.slug}`}>{softwareOf(past)}</TextLink> ·{' '}
                        {texts.pastOf(past.roundNumber, format.number(past.quantity))}
                      </span>
                    </li>
                  ))}
                </ul>
              ),
          },
          ...(last && quantity > 0
            ? [
                {
                  label: texts.saving,
                  value: (
                    <Saving
                      before={lot.referencePrice * BigInt(quantity)}
                      after={last.unitPrice * BigInt(quantity)}
                    />
                  ),
                },
              ]
            : []),
          {
            label: texts.band,
            value: lot.frozen
              ? all.lots.demand.frozen(format.number(lot.low ?? 0))
              : all.lots.demand.open(format.number(lot.low ?? 0), format.number(lot.high ?? 0)),
          },
        ]}
      />
      {figures.knownUse !== null && figures.knownUse > 0 && quantity > unusual * figures.knownUse && (
        <div className="mt-4">
          <Notice meaning="attention">{texts.warnMuch(format.number(figures.knownUse))}</Notice>
        </div>
      )}
    </Section>
  )
}

/** The most that what is typed can cost, fen; what is not a figure yet counts as nothing. */
export function worstCase(typed: Typed, referencePrice: bigint): bigint {
  const least = (...prices: (bigint | null)[]) =>
    prices.reduce<bigint>(
      (lowest, price) => (price !== null && price < lowest ? price : lowest),
      referencePrice,
    )
  const ceiling = least(moneyOf(typed.ceiling))
  const stretch = least(ceiling, moneyOf(typed.stretchCeiling))
  return BigInt(wholeOf(typed.quantity)) * ceiling + BigInt(wholeOf(typed.stretchQuantity)) * stretch
}

function wholeOf(text: string) {
  const plain = text.normalize('NFKC').replaceAll(',', '').trim()
  return /^\d{1,8}$/.test(plain) ? Number(plain) : 0
}

function moneyOf(text: string) {
  const amount = parseMoney(text)
  return typeof amount === 'bigint' && amount > 0n ? amount : null
}
