import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { startOf } from '~/kernel/workdays'
import { useOrdersTexts } from '../../parts/texts'
import type { OrderLine } from '../../queries.server'
import type { ListedChange } from '../queries.server'

const meanings: Record<ListedChange['state'], Meaning> = {
  proposed: 'attention',
  confirmed: 'ok',
  refused: 'quiet',
  withdrawn: 'quiet',
}

export function ChangeChip({ state }: { state: ListedChange['state'] }) {
  return <Chip meaning={meanings[state]}>{useOrdersTexts().changes.states[state]}</Chip>
}

/** What a change asks for, in one sentence for each of its parts. */
export function useChangeWords(lines: readonly OrderLine[]) {
  const { changes: texts, invoices } = useOrdersTexts()
  const format = useFormat()
  const named = useNamed()
  return ({ change }: Pick<ListedChange, 'change'>): string[] => {
    switch (change.kind) {
      case 'delivery_date':
        return [texts.asks.delivery_date(format.date(startOf(change.deliverOn)))]
      case 'end_user':
        return [texts.asks.end_user(change.endUser)]
      case 'quantity':
        return change.lines.map(({ lineId, less }) => {
          const line = lines.find(({ id }) => id === lineId)
          const name = line
            ? `${named(line.nameZh, line.nameEn)} ${named(line.editionName, line.editionNameEn)}`
            : ''
          return texts.asks.quantity(name, format.number(less))
        })
      case 'invoice_data': {
        const { kind, address, phone, bank, account, mail } = change.invoice
        const parts = [[address, phone], [bank, account], [mail]]
        return [
          texts.asks.invoice_data(invoices.kinds[kind]),
          ...parts.map((part) => part.filter(Boolean).join(' ')).filter(Boolean),
        ]
      }
      case 'cancel':
        return [texts.asks.cancel]
      case 'terminate':
        return [texts.asks.terminate]
    }
  }
}
