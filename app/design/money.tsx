import { useFormat } from './format'

type MoneyProps = {
  /** Minor units. */
  fen: bigint
  currency?: string
  /** Show the currency as a small code, for tables that mix currencies. */
  mixed?: boolean
  /** Always show + or −, for differences. */
  signed?: boolean
  className?: string
}

/** `<Money fen={123450n} />` → ¥1,234.50 in digits of one width, never broken over lines. */
export function Money({ fen, currency = 'CNY', mixed, signed, className = '' }: MoneyProps) {
  const format = useFormat()
  if (mixed)
    return (
      <span className={`figure ${className}`}>
        <span className="mr-1 text-xs text-ink-soft">{currency}</span>
        {format.amount(fen, currency)}
      </span>
    )
  return (
    <span className={`figure ${className}`}>
      {signed ? format.moneyChange(fen, currency) : format.money(fen, currency)}
    </span>
  )
}
