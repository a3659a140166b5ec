import { TierCurves } from '~/design/charts/tier-curves'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import type { PriceBid } from '../form'
import { useBidTexts } from './texts'

/** A price curve as a picture with its table behind, and as the rows that were sealed. */
export function PriceTiers({ vendor, tiers }: { vendor: string; tiers: PriceBid['tiers'] }) {
  const texts = useBidTexts().show
  const format = useFormat()
  const last = tiers.at(-1)!.from
  return (
    <div className="grid items-start gap-x-8 gap-y-4 md:grid-cols-[1fr_16rem]">
      <TierCurves
        title={texts.curve(vendor)}
        curves={[
          {
            label: vendor,
            tiers: tiers.map(({ from, price }) => ({ from, unitPrice: BigInt(price) })),
          },
        ]}
        upTo={Math.max(10, Math.ceil(last * 1.3))}
        heads={[texts.vendor, texts.from, texts.price]}
      />
      <table className="w-full border-y border-line">
        <thead>
          <tr className="text-sm text-ink-soft">
            <th scope="col" className="py-1.5 text-right font-medium">
              {texts.from}
            </th>
            <th scope="col" className="py-1.5 text-right font-medium">
              {texts.price}
            </th>
          </tr>
        </thead>
        <tbody>
          {tiers.map(({ from, price }) => (
            <tr key={from} className="border-t border-line">
              <td className="figure py-1.5 text-right">{format.number(from)}</td>
              <td className="py-1.5 text-right">
                <Money fen={BigInt(price)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
