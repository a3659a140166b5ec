import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Section } from '~/design/section'
import { Refreshing } from '~/web/refreshing'
import { useAwardTexts } from '../../parts/texts'
import type { Effect } from '../effects.server'

/** What one's own pledges did for the others, and what the own choice of vendors cost: nobody else is shown it. */
export function OwnEffect({ effect }: { effect: Effect | null }) {
  const texts = useAwardTexts().effect
  const format = useFormat()
  if (!effect)
    return (
      <Section title={texts.title} sentence={texts.lead}>
        <p className="flex flex-wrap items-center gap-3 text-ink-soft">
          {texts.pending} <Refreshing while />
        </p>
      </Section>
    )
  const { others, veto } = effect
  const money = (fen: string) => format.money(BigInt(fen))
  const gain = BigInt(others.saving.with) - BigInt(others.saving.without)
  const lost = veto ? BigInt(veto.saving.without) - BigInt(veto.saving.with) : 0n
  return (
    <Section title={texts.title} sentence={texts.lead}>
      <p className="mb-3 max-w-prose font-medium">
        {gain > 0n
          ? texts.helped(format.money(gain))
          : gain < 0n
            ? texts.displaced(format.money(-gain))
            : texts.neutral}
      </p>
      <Facts
        layout="row"
        items={[
          {
            label: texts.withYou,
            value: texts.othersPay(money(others.cost.with), format.number(others.served.with)),
            hint: texts.othersSave(money(others.saving.with)),
          },
          {
            label: texts.withoutYou,
            value: texts.othersPay(money(others.cost.without), format.number(others.served.without)),
            hint: texts.othersSave(money(others.saving.without)),
          },
          ...(veto
            ? [
                {
                  label: texts.veto,
                  value: lost > 0n ? texts.vetoCost(format.money(lost)) : texts.vetoFree,
                  hint: texts.vetoServed(format.number(veto.served.with), format.number(veto.served.without)),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
