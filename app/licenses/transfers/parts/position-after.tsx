import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { useLicensesTexts } from '../../parts/texts'

type PositionAfterProps = {
  position: { installed: number; entitled: number; gap: number; surplus: number }
  /** units that come or go */
  change: number
}

/** What the units would make of one's own position: shown before anybody signs. */
export function PositionAfter({ position, change }: PositionAfterProps) {
  const texts = useLicensesTexts().transfers
  const format = useFormat()
  const { entitled, gap, surplus } = position
  const taken = change < 0 ? Math.max(0, -change - surplus) : -Math.min(gap, change)
  const was = (value: number, then: number) =>
    value === then ? format.number(value) : `${format.number(value)} → ${format.number(then)}`
  return (
    <Section title={texts.position} sentence={texts.positionSentence}>
      <Facts
        layout="strip"
        items={[
          { label: texts.installed, value: format.number(position.installed) },
          { label: texts.entitled, value: was(entitled, Math.max(0, entitled + change)) },
          { label: texts.gap, value: was(gap, Math.max(0, gap + taken)) },
        ]}
      />
    </Section>
  )
}
