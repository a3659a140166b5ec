import { Form } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { KeyField } from '~/web/key-field'
import { useLicensesTexts } from '../../parts/texts'
import type { HeldPrice } from '../queries.server'

type HeldPricesProps = {
  rows: readonly HeldPrice[]
  gaps: Record<string, number>
  /** Awards of which a true-up waits already. */
  asked: ReadonlySet<string>
  manages: boolean
}

/** Where a price still holds, more may be bought without a new round. */
export function HeldPrices({ rows, gaps, asked, manages }: HeldPricesProps) {
  const all = useLicensesTexts()
  const texts = all.trueUps
  const name = useSoftwareName()
  const named = useNamed()
  return (
    <Section title={texts.held} count={rows.length} sentence={texts.heldSentence}>
      <Table
        caption={texts.held}
        rows={rows}
        rowKey={({ awardId }) => awardId}
        empty={<Empty title={texts.noHeld} why={texts.noHeldWhy} icon="tag" />}
        columns={[
          {
            key: 'what',
            head: texts.product,
            narrow: 'title',
            cell: (row) => (
              <>
                {name(row)} <span className="text-ink-soft">{named(row.edition, row.editionEn)}</span>
              </>
            ),
          },
          { key: 'vendor', head: all.list.vendor, cell: ({ vendor, vendorEn }) => named(vendor, vendorEn) },
          {
            key: 'round',
            head: texts.round,
            cell: ({ roundId, roundNo }) => <TextLink to={`/rounds/${roundId}`}>{roundNo}</TextLink>,
          },
          {
            key: 'bought',
            head: texts.bought,
            type: 'number',
            narrow: 'hidden',
            cell: ({ bought }) => bought,
          },
          {
            key: 'gap',
            head: texts.gap,
            type: 'number',
            narrow: 'hidden',
            cell: ({ productId }) => gaps[productId] ?? 0,
          },
          {
            key: 'price',
            head: texts.price,
            type: 'money',
            narrow: 'end',
            cell: ({ unitPrice }) => <Money fen={unitPrice} />,
          },
          {
            key: 'until',
            head: texts.until,
            type: 'date',
            cell: ({ heldUntil, nextOn }) => (
              <>
                <Day on={heldUntil} />
                {nextOn && nextOn !== heldUntil && (
                  <span className="block text-sm text-ink-soft">
                    {texts.next} <Day on={nextOn} />
                  </span>
                )}
              </>
            ),
          },
          ...(manages
            ? [
                {
                  key: 'ask',
                  head: texts.more,
                  cell: (row: HeldPrice) =>
                    asked.has(row.awardId) ? (
                      texts.waits
                    ) : (
                      <Ask awardId={row.awardId} gap={gaps[row.productId] ?? 0} />
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

function Ask({ awardId, gap }: { awardId: string; gap: number }) {
  const texts = useLicensesTexts().trueUps
  return (
    <Form method="post" className="flex items-center gap-2">
      <KeyField />
      <input type="hidden" name="move" value="ask" />
      <input type="hidden" name="awardId" value={awardId} />
      <input
        name="quantity"
        inputMode="numeric"
        aria-label={texts.quantity}
        defaultValue={gap > 0 ? String(gap) : ''}
        className="control w-20 text-right"
      />
      <Button className="whitespace-nowrap">{texts.ask}</Button>
    </Form>
  )
}
