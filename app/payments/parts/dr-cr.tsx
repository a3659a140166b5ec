import { useFormat } from '~/design/format'
import { usePaymentsTexts } from './texts'

/** A balance or leg with its side: debit is positive. */
export function DrCr({ fen, currency }: { fen: bigint; currency?: string }) {
  const texts = usePaymentsTexts().ledger
  const format = useFormat()
  if (fen === 0n) return <span className="figure text-ink-soft">{format.money(0n, currency)}</span>
  return (
    <span className="figure whitespace-nowrap">
      {format.money(fen < 0n ? -fen : fen, currency)}{' '}
      <span className="text-xs text-ink-soft">{fen > 0n ? texts.debit : texts.credit}</span>
    </span>
  )
}
