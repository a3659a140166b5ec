import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import type { Meaning } from '~/design/meaning'
import { Table } from '~/design/table'
import { useVocabulary } from '~/texts/vocabulary'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useOrdersTexts } from '../../parts/texts'
import type { TaxRate } from '../rates.server'
import { standingOf } from '../rating'

const meanings: Record<ReturnType<typeof standingOf>, Meaning> = {
  coming: 'info',
  valid: 'ok',
  over: 'quiet',
}

type Row = TaxRate & { standing: ReturnType<typeof standingOf> }

type RateTableProps = {
  rates: readonly TaxRate[]
  today: string
  decides: boolean
  answer: Answer | undefined
}

/** Every rate with the days on which it holds; one that has not begun can be taken back. */
export function RateTable({ rates, today, decides, answer }: RateTableProps) {
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  const format = useFormat()
  const rows: Row[] = rates.map((rate) => ({ ...rate, standing: standingOf(rate, today) }))
  const isRemovable = ({ standing, addedBy }: Row) => decides && standing === 'coming' && addedBy !== null
  return (
    <Table
      caption={texts.ratesTitle}
      rows={rows}
      rowKey={({ id }) => id}
      total={rows.length}
      csv="/office/taxes/rates.csv"
      empty={<Empty title={texts.ratesTitle} why={texts.ratesLead} />}
      columns={[
        {
          key: 'category',
          head: texts.category,
          narrow: 'title',
          cell: ({ category, taxpayer }) => (
            <>
              {words.taxCategories[category]}{' '}
              <span className="text-ink-soft">{texts.taxpayers[taxpayer]}</span>
            </>
          ),
        },
        {
          key: 'rate',
          head: texts.rate,
          type: 'number',
          narrow: 'end',
          cell: ({ bps }) => format.percent(bps / 10_000),
        },
        {
          key: 'from',
          head: texts.from,
          type: 'date',
          named: true,
          cell: ({ validFrom }) => <Day on={validFrom} />,
        },
        {
          key: 'to',
          head: texts.to,
          type: 'date',
          named: true,
          cell: ({ validTo }) => (validTo ? <Day on={validTo} /> : texts.open),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          cell: ({ standing }) => <Chip meaning={meanings[standing]}>{texts.standings[standing]}</Chip>,
        },
        {
          key: 'source',
          head: texts.source,
          cell: ({ source }) => <span className="text-sm">{source}</span>,
        },
        ...(rows.some(isRemovable)
          ? [
              {
                key: 'withdraw',
                head: texts.actions,
                cell: (rate: Row) => isRemovable(rate) && <Withdrawal {...{ rate, answer }} />,
              },
            ]
          : []),
      ]}
    />
  )
}

function Withdrawal({ rate, answer }: { rate: TaxRate; answer: Answer | undefined }) {
  const texts = useOrdersTexts().taxes
  const words = useVocabulary()
  const format = useFormat()
  return (
    <ConfirmMove
      move="withdraw"
      id={`withdraw-${rate.id}`}
      look="secondary"
      verb={texts.withdraw}
      title={texts.rateWithdrawTitle(words.taxCategories[rate.category], format.percent(rate.bps / 10_000))}
      consequences={[texts.rateWithdrawEffect]}
      undo={{ possible: true, words: texts.rateWithdrawUndo }}
      answer={answer?.values.rateId === rate.id ? answer : undefined}
    >
      <input type="hidden" name="rateId" value={rate.id} />
    </ConfirmMove>
  )
}
