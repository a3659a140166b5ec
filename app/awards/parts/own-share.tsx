import { SavingWaterfall } from '~/design/charts/saving-waterfall'
import { useFormat } from '~/design/format'
import { TextLink } from '~/design/text-link'
import type { findAward } from '../runs/queries.server'
import { useAwardTexts } from './texts'

type Share = NonNullable<Awaited<ReturnType<typeof findAward>>>['shares'][number]

/** What one's own pledge came to: from the reference price over what it would pay alone to what it pays. */
export function OwnShare({ share }: { share: Share }) {
  const texts = useAwardTexts().award
  const format = useFormat()
  const { code, pledgeId, quantity, referencePrice, standAlonePrice, unitPrice, buyerCode } = share
  const times = (price: bigint) => price * BigInt(quantity)
  const saved = referencePrice - unitPrice
  return (
    <article className="border-t border-line py-5 first:border-t-0 first:pt-0">
      <header className="mb-3 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="font-semibold">
          <TextLink to={`/pledges/${pledgeId}`}>{code}</TextLink>
          <span className="figure ml-3">
            {format.number(quantity)} × {format.money(unitPrice)}
          </span>
        </h3>
        <span className="text-sm text-ink-soft">{texts.ownCode(buyerCode)}</span>
      </header>
      <SavingWaterfall
        title={texts.ownTitle(
          format.money(times(saved)),
          format.percent(Number(saved) / Number(referencePrice)),
        )}
        stepWord={texts.step}
        heads={[texts.level, texts.amount]}
        levels={[
          { label: texts.levels.reference, fen: times(referencePrice) },
          ...(standAlonePrice === null ? [] : [{ label: texts.levels.alone, fen: times(standAlonePrice) }]),
          { label: texts.levels.paid, fen: times(unitPrice) },
        ]}
      />
    </article>
  )
}
