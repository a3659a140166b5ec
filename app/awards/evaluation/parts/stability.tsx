import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useAwardTexts } from '../../parts/texts'
import type { Evaluation } from '../queries.server'
import type { ShownTrial } from '../shown'
import type { ShownLot } from '../shown.server'

type StabilityProps = {
  trials: readonly ShownTrial[] | null
  lots: readonly ShownLot[]
  sheets: Evaluation['sheets']
}

/** How firmly the winners stand: one thing otherwise at a time. */
export function Stability({ trials, lots, sheets }: StabilityProps) {
  const texts = useAwardTexts().evaluation
  const format = useFormat()
  const nameOf = useVendorNames(lots)
  const changeOf = useChange(nameOf, sheets)
  if (trials === null)
    return (
      <Section title={texts.stability} sentence={texts.stabilityLead}>
        <Notice meaning="quiet">{texts.stabilityNone}</Notice>
      </Section>
    )
  return (
    <Section title={texts.stability} count={trials.length} sentence={texts.stabilityLead}>
      <Table
        caption={texts.stability}
        rows={[...trials]}
        rowKey={({ lot, change }) => `${lot} ${JSON.stringify(change)}`}
        empty={null}
        columns={[
          { key: 'lot', head: texts.lot, narrow: 'detail', cell: ({ lot }) => lot },
          { key: 'change', head: texts.change, narrow: 'title', cell: changeOf },
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
                .map(({ vendor, unitPrice, quantity }) =>
                  [
                    nameOf(lot, vendor),
                    unitPrice !== null &&
                      `${quantity === null ? '' : `${format.number(quantity)} × `}${format.money(unitPrice)}`,
                  ]
                    .filter(Boolean)
                    .join(' · '),
                )
                .join('; '),
          },
          {
            key: 'lost',
            head: texts.savingChange,
            type: 'money',
            narrow: 'detail',
            cell: ({ lost }) =>
              lost === null ? '–' : lost === 0n ? format.money(0n) : format.moneyChange(-lost),
          },
        ]}
      />
    </Section>
  )
}

function useVendorNames(lots: readonly ShownLot[]) {
  const named = useNamed()
  const { otherBid } = useAwardTexts().comparison
  return (lot: string, vendorId: string) => {
    const bid = lots.find(({ code }) => code === lot)?.bids.find((one) => one.vendorId === vendorId)
    return bid ? named(bid.vendor, bid.vendorEn) : otherBid(vendorId)
  }
}

function useChange(nameOf: (lot: string, vendorId: string) => string, sheets: Evaluation['sheets']) {
  const { changes } = useAwardTexts().evaluation
  const format = useFormat()
  return ({ lot, change }: ShownTrial) => {
    switch (change.kind) {
      case 'bid':
        return changes.bid(nameOf(lot, change.vendor))
      case 'weight':
        return changes.weight(format.number(Math.abs(change.points)), change.points > 0)
      case 'evaluator':
        return changes.evaluator(
          sheets.find(({ personId }) => personId === change.evaluatorId)?.name ?? change.evaluatorId,
        )
    }
  }
}
