import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import type { FoundImport } from '../statement.server'
import { usePaymentsTexts } from './texts'

/** Which account and period a statement is of, what it sums to, and who dealt with it. */
export function StatementFacts({ statement }: { statement: FoundImport }) {
  const texts = usePaymentsTexts().statements
  const format = useFormat()
  const money = (label: string, fen: bigint | null) =>
    fen === null ? [] : [{ label, value: <Money fen={fen} /> }]
  return (
    <Section title={texts.facts}>
      <Facts
        items={[
          { label: texts.account, value: statement.bank, hint: statement.number },
          ...(statement.layout
            ? [
                {
                  label: texts.layout,
                  value: texts.layouts[statement.layout as keyof typeof texts.layouts] ?? statement.layout,
                },
              ]
            : []),
          ...(statement.firstAt && statement.lastAt
            ? [
                {
                  label: texts.period,
                  value: (
                    <>
                      <Moment at={statement.firstAt} day /> – <Moment at={statement.lastAt} day />
                    </>
                  ),
                },
              ]
            : []),
          {
            label: texts.lines,
            value: format.number(statement.lines),
            ...(statement.known > 0 && { hint: texts.knownLines(format.number(statement.known)) }),
          },
          ...money(texts.opening, statement.opening),
          ...money(texts.moneyIn, statement.moneyIn),
          ...money(texts.moneyOut, statement.moneyOut),
          ...money(texts.closing, statement.closing),
          { label: texts.by, value: statement.reader, hint: format.dateTime(statement.readAt) },
          ...(statement.committedAt
            ? [
                {
                  label: texts.committedBy,
                  value: statement.committer,
                  hint: format.dateTime(statement.committedAt),
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}
