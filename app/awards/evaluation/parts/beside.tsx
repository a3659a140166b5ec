import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { Matrix } from '~/design/matrix'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { useAwardTexts } from '../../parts/texts'
import type { Side } from '../beside'
import type { Evaluation } from '../queries.server'

const none = <span className="text-ink-soft">–</span>

/** Two computations of the round beside each other: what a challenge, an answer or an exclusion changed. */
export function TwoMatrices({ beside }: { beside: NonNullable<Evaluation['beside']> }) {
  const texts = useAwardTexts().evaluation.beside
  const format = useFormat()
  const named = useNamed()
  const changed = beside.lots.reduce(
    (sum, { bids }) => sum + bids.filter(({ isChanged }) => isChanged).length,
    0,
  )
  return (
    <Section title={texts.title} sentence={texts.lead(format.number(changed))}>
      <div className="space-y-5">
        {beside.lots.map(({ code, bids }) => (
          <Matrix
            key={code}
            caption={texts.of(code)}
            corner={code}
            whole
            columns={bids.map(({ vendorId, vendor, vendorEn, isChanged }) => ({
              key: vendorId,
              head: (
                <span className="inline-flex min-w-32 flex-col items-end gap-1 font-semibold text-ink">
                  {named(vendor, vendorEn)}
                  {isChanged && <Chip meaning="attention">{texts.changed}</Chip>}
                </span>
              ),
            }))}
            rows={(['before', 'after'] as const).flatMap((when) =>
              lines.map((line, at) => ({
                key: `${when} ${line}`,
                head: texts.lines[line],
                cells: bids.map((bid) => <Cell key={bid.vendorId} line={line} side={bid[when]} />),
                ...(at === 0 && { group: texts[when](format.dateTime(beside[when])) }),
              })),
            )}
          />
        ))}
      </div>
    </Section>
  )
}

const lines = ['isIn', 'effectivePrice', 'unitPrice', 'quantity'] as const

function Cell({ line, side }: { line: (typeof lines)[number]; side: Side }) {
  const texts = useAwardTexts().evaluation.beside
  const format = useFormat()
  if (line === 'isIn') return side.isIn ? texts.in : <span className="text-ink-soft">{texts.out}</span>
  if (line === 'quantity') return side.quantity === null ? none : format.number(side.quantity)
  const price = side[line]
  return price === null ? none : <Money fen={price} />
}
