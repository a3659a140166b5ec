import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useAwardTexts } from '../../parts/texts'
import type { Evaluation } from '../queries.server'

/** How firmly the winners stand: each bid left out in turn. */
export function Removals({ removals, lots }: Pick<Evaluation, 'removals' | 'lots'>) {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  const named = useNamed()
  if (removals === null)
    return (
      <Section title={texts.stability} sentence={texts.stabilityLead}>
        <Notice meaning="quiet">{texts.stabilityNone}</Notice>
      </Section>
    )
  const nameOf = (lot: string, vendorId: string) => {
    const bid = lots.find(({ code }) => code === lot)?.bids.find((one) => one.vendorId === vendorId)
    return bid ? named(bid.vendor, bid.vendorEn) : vendorId
  }
  return (
    <Section title={texts.stability} count={removals.length} sentence={texts.stabilityLead}>
      <Table
        caption={texts.stability}
        rows={removals}
        rowKey={({ lot, vendor }) => `${lot} ${vendor}`}
        empty={null}
        columns={[
          { key: 'lot', head: texts.lot, narrow: 'detail', cell: ({ lot }) => lot },
          {
            key: 'without',
            head: texts.without,
            narrow: 'title',
            cell: ({ lot, vendor }) => nameOf(lot, vendor),
          },
          {
            key: 'outcome',
            head: texts.outcome,
            type: 'chip',
            narrow: 'end',
            cell: ({ isUnchanged, winners }) => (
              <Chip meaning={isUnchanged ? 'ok' : 'attention'}>
                {isUnchanged ? texts.unchanged : winners.length === 0 ? texts.nobody : texts.changed}
              </Chip>
            ),
          },
          {
            key: 'winner',
            head: texts.wouldWin,
            narrow: 'detail',
            cell: ({ lot, winners }) =>
              winners
                .map(
                  ({ vendor, unitPrice, quantity }) =>
                    `${nameOf(lot, vendor)} · ${format.number(quantity)} × ${format.money(unitPrice)}`,
                )
                .join('; '),
          },
          {
            key: 'lost',
            head: texts.savingChange,
            type: 'money',
            narrow: 'detail',
            cell: ({ lost }) => (lost === 0n ? format.money(0n) : format.moneyChange(-lost)),
          },
        ]}
      />
    </Section>
  )
}
