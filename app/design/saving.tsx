import { useFormat } from './format'
import { useDesignTexts } from './texts'

type SavingProps = {
  before: bigint
  after: bigint
  currency?: string
  /** Without its word, in a column that says it. */
  short?: boolean
}

/** `<Saving before={70000n} after={64000n} />` → ¥60.00 (8.6%) saved; says "more" when it is not a saving. */
export function Saving({ before, after, currency, short = false }: SavingProps) {
  const format = useFormat()
  const texts = useDesignTexts()
  const saved = before - after
  const amount = saved < 0n ? -saved : saved
  // An amount may lie beyond a float’s exactness, its share with one decimal does not.
  const share = before === 0n ? 0 : Number(amount) / Number(before)
  return (
    <span className={`figure ${saved > 0n ? 'text-ok' : saved < 0n ? 'text-risk' : 'text-ink-soft'}`}>
      {format.money(amount, currency)} ({format.percent(share)}){' '}
      {saved < 0n ? texts.costsMore : !short && texts.saved}
    </span>
  )
}
