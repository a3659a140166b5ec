import { Fold } from '~/design/fold'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { Reason } from '../../certificate'
import { useAwardTexts } from '../../parts/texts'
import type { ComparedLot } from '../queries.server'

/** Who is served at which bid: buyers by their code alone, as the instance names them. */
export function LotPlaces({ lot }: { lot: ComparedLot }) {
  const all = useAwardTexts()
  const texts = all.evaluation
  const format = useFormat()
  const named = useNamed()
  const { placed, bids } = lot
  if (placed.length === 0) return null
  const vendorOf = (vendorId: string | null) => {
    const bid = bids.find((one) => one.vendorId === vendorId)
    return bid && named(bid.vendor, bid.vendorEn)
  }
  const served = placed.filter(({ vendorId }) => vendorId !== null).length
  return (
    <Fold
      when
      label={texts.places(
        format.number(placed.length),
        format.number(served),
        format.number(placed.length - served),
      )}
    >
      <Table
        caption={texts.placesCaption(lot.code)}
        rows={placed}
        rowKey={({ code }) => code}
        empty={null}
        columns={[
          { key: 'code', head: texts.buyer, narrow: 'title', cell: ({ code }) => code },
          {
            key: 'asked',
            head: texts.askedVolume,
            type: 'number',
            narrow: 'detail',
            cell: ({ asked }) => format.number(asked),
          },
          {
            key: 'vendor',
            head: texts.servedBy,
            narrow: 'detail',
            cell: ({ vendorId, reason }) =>
              vendorOf(vendorId) ?? (
                <span className="text-ink-soft">{reason && all.award.reasons[reason as Reason]}</span>
              ),
          },
          {
            key: 'quantity',
            head: texts.servedVolume,
            type: 'number',
            narrow: 'end',
            cell: ({ quantity }) => (quantity > 0 ? format.number(quantity) : ''),
          },
        ]}
      />
    </Fold>
  )
}
