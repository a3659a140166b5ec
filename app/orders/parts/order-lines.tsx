import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { metricWord, termWord, useVocabulary } from '~/texts/vocabulary'
import type { OrderLine } from '../queries.server'
import { useOrdersTexts } from './texts'

type OrderLinesProps = {
  lines: readonly OrderLine[]
  currency: string
  /** Money of a line that waits for a case, fen, by line. */
  held: Readonly<Record<string, bigint>>
  /** The reader may ask for mediation about a line. */
  disputes?: boolean
}

/** What is bought, at which price against the reference, and how much of it has arrived. */
export function OrderLines({ lines, currency, held, disputes = false }: OrderLinesProps) {
  const texts = useOrdersTexts().detail
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  const total = lines.reduce((sum, line) => sum + costOf(line), 0n)
  const saving = savingOf(lines)
  return (
    <Section title={texts.lines} count={lines.length}>
      <Table
        caption={texts.lines}
        rows={lines}
        rowKey={({ id }) => id}
        empty={<Empty title={texts.lines} why="" />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            narrow: 'title',
            cell: (line) => (
              <>
                <TextLink to={`/catalog/${line.slug}`}>{named(line.nameZh, line.nameEn)}</TextLink>{' '}
                <span className="text-ink-soft">{named(line.editionName, line.editionNameEn)}</span>
                <span className="block text-sm text-ink-soft">
                  {metricWord(words, line.metric)} · {termWord(words, line.term, line.termMonths)}
                  {held[line.id] !== undefined && (
                    <strong className="text-attention">
                      {' '}
                      · {texts.heldMoney(format.money(held[line.id]!, currency))}
                    </strong>
                  )}
                </span>
                {disputes && (
                  <TextLink to={`/cases/new?line=${line.id}`} className="text-sm">
                    {texts.mediate}
                  </TextLink>
                )}
              </>
            ),
          },
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            cell: (line) => (
              <>
                {format.number(line.quantity - line.canceled)}
                <span className="block text-sm text-ink-soft">
                  {texts.progress(
                    format.number(line.delivered),
                    format.number(line.accepted),
                    format.number(line.quantity - line.canceled),
                  )}
                  {line.canceled > 0 && ` · ${texts.canceledUnits(format.number(line.canceled))}`}
                </span>
              </>
            ),
          },
          {
            key: 'price',
            head: texts.unitPrice,
            type: 'money',
            cell: (line) => (
              <>
                <Money fen={line.netPrice} currency={currency} />
                {line.netPrice < line.unitPrice && (
                  <span className="block text-sm text-ok">
                    {texts.fell} <s className="text-ink-soft">{format.money(line.unitPrice, currency)}</s>
                  </span>
                )}
                {line.referencePrice !== null && (
                  <span className="block text-sm text-ink-soft">
                    {texts.reference} <s>{format.money(line.referencePrice, currency)}</s>
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'tax',
            head: texts.tax,
            type: 'number',
            narrow: 'hidden',
            cell: (line) => (line.taxBps === null ? texts.noRate : format.percent(line.taxBps / 10_000)),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            narrow: 'end',
            cell: (line) => <Money fen={costOf(line)} currency={currency} />,
            foot: <Money fen={total} currency={currency} />,
          },
        ]}
      />
      {saving && (
        <p className="mt-2 text-right text-sm">
          <Saving before={saving.before} after={saving.after} currency={currency} />{' '}
          <span className="text-ink-soft">{texts.savingLine}</span>
        </p>
      )}
    </Section>
  )
}

const costOf = ({ netPrice, quantity, canceled }: OrderLine) => netPrice * BigInt(quantity - canceled)

/** Reference against price over the lines that have a reference; null when none has. */
function savingOf(lines: readonly OrderLine[]) {
  const compared = lines.filter(({ referencePrice }) => referencePrice !== null)
  if (compared.length === 0) return null
  return {
    before: compared.reduce(
      (sum, line) => sum + line.referencePrice! * BigInt(line.quantity - line.canceled),
      0n,
    ),
    after: compared.reduce((sum, line) => sum + costOf(line), 0n),
  }
}
