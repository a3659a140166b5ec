import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import type { Meaning } from '~/design/meaning'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { paidOf } from '../next-step'
import { useOrdersTexts } from './texts'

type Due = {
  id: string
  no: number
  amount: bigint
  rule: 'confirmed' | 'accepted'
  workdays: number
  gate: boolean
  dueAt: Date | null
}

type DuesProps = { dues: readonly Due[]; received: bigint; currency: string; now: Date }

const meanings: Record<'paid' | 'part' | 'open' | 'late', Meaning> = {
  paid: 'ok',
  part: 'attention',
  open: 'info',
  late: 'risk',
}

/** The installments of an order: how much, by when, and how much of it has come. */
export function Dues({ dues, received, currency, now }: DuesProps) {
  const texts = useOrdersTexts().dues
  return (
    <Section title={texts.title} id="dues">
      <Table
        caption={texts.title}
        rows={paidOf(dues, received)}
        rowKey={({ id }) => id}
        empty={<Empty title={texts.title} why="" />}
        columns={[
          {
            key: 'no',
            head: texts.no,
            cell: ({ no, rule, workdays, gate }) => (
              <>
                <span className="figure">{no}</span>{' '}
                <span className="text-ink-soft">
                  {texts.rule(texts.rules[rule], String(workdays))}
                  {gate && ` · ${texts.gate}`}
                </span>
              </>
            ),
          },
          {
            key: 'due',
            head: texts.due,
            cell: ({ dueAt, paid, amount }) =>
              dueAt ? (
                <Deadline at={dueAt} now={now} met={paid === amount} />
              ) : (
                <span className="text-ink-soft">{texts.notYet}</span>
              ),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            narrow: 'end',
            cell: ({ amount }) => <Money fen={amount} currency={currency} />,
          },
          {
            key: 'paid',
            head: texts.paid,
            type: 'money',
            narrow: 'hidden',
            cell: ({ paid }) => <Money fen={paid} currency={currency} />,
          },
          {
            key: 'state',
            head: '',
            type: 'chip',
            cell: (due) => {
              const state = stateOf(due, now)
              return <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>
            },
          },
        ]}
      />
    </Section>
  )
}

function stateOf({ amount, paid, dueAt }: Due & { paid: bigint }, now: Date) {
  if (paid === amount) return 'paid'
  if (dueAt && dueAt <= now) return 'late'
  return paid > 0n ? 'part' : 'open'
}
