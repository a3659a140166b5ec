import { useState } from 'react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FileDrop } from '~/design/file-drop'
import { useFormat } from '~/design/format'
import { Icon } from '~/design/icons'
import { Money } from '~/design/money'
import { TextLink } from '~/design/text-link'
import { parseMoney, toDecimal } from '~/kernel/money'
import type { Answer } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { shownCode } from '../code'
import { splitForm } from '../form'
import type { NamedOrder } from '../matching/board.server'
import type { Proposal } from '../matching/proposing'
import { usePaymentsTexts } from './texts'

type SplitEditorProps = {
  line: { amount: bigint; currency: string }
  proposal: Proposal
  orders: readonly NamedOrder[]
  payers: readonly { id: string; name: string }[]
  answer: Answer | undefined
}

type Row = { aim: string; order?: NamedOrder; payer?: string; amount: bigint }

/** Puts one line on orders and on payers' unapplied money; what is left is counted down to nothing. */
export function SplitEditor({ line, proposal, orders, payers, answer }: SplitEditorProps) {
  const texts = usePaymentsTexts().matching.line
  const rows = rowsOf(proposal, orders, payers)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const sum = rows.reduce((total, { aim, amount }) => total + fenOf(typed[aim] ?? shown(amount)), 0n)
  if (rows.length === 0) return <Empty title={texts.none} why={texts.noneWhy} icon="search" />
  return (
    <CheckedForm
      form={splitForm}
      answer={answer?.values.move === 'split' ? answer : undefined}
      encType="multipart/form-data"
      className="space-y-4"
      defaults={Object.fromEntries(
        rows.flatMap(({ aim, amount }, at) => [
          [`parts.${at}.aim`, aim],
          [`parts.${at}.amount`, shown(amount)],
        ]),
      )}
    >
      {(field, busy) => (
        <>
          <input type="hidden" name="move" value="split" />
          <ul className="divide-y divide-line border-y border-line">
            {rows.map((row, at) => {
              const amount = field(`parts.${at}.amount`)
              return (
                <li key={row.aim} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                  <input type="hidden" {...field(`parts.${at}.aim`)} />
                  <RowLabel row={row} currency={line.currency} />
                  <label className="ml-auto flex items-center gap-2">
                    <span className="text-sm text-ink-soft">{texts.part}</span>
                    <input
                      {...amount}
                      onChange={(event) => {
                        setTyped((before) => ({ ...before, [row.aim]: event.target.value }))
                        void amount.onChange(event)
                      }}
                      inputMode="decimal"
                      autoComplete="off"
                      aria-invalid={amount.error ? true : undefined}
                      className="control w-36 text-right"
                    />
                  </label>
                  {amount.error && <p className="w-full text-right text-sm text-risk">{amount.error}</p>}
                </li>
              )
            })}
          </ul>
          <Rest left={line.amount - sum} currency={line.currency} />
          {proposal.letterNeeded && (
            <div className="max-w-md">
              <FileDrop {...field('letter')} label={texts.letter} hint={texts.letterHint} />
            </div>
          )}
          <Button look="primary" busy={busy}>
            {proposal.secondPerson ? texts.submitTwo : texts.submit}
          </Button>
        </>
      )}
    </CheckedForm>
  )
}

function rowsOf(
  proposal: Proposal,
  orders: readonly NamedOrder[],
  payers: SplitEditorProps['payers'],
): Row[] {
  const amountOf = (id: string) => proposal.parts.find(({ orderId }) => orderId === id)?.amount ?? 0n
  const names = new Map(payers.map(({ id, name }) => [id, name]))
  for (const { enterpriseId, buyer } of orders) names.set(enterpriseId, buyer)
  return [
    ...orders
      .filter(({ outstanding }) => outstanding > 0n)
      .map((order) => ({ aim: `order:${order.id}`, order, amount: amountOf(order.id) })),
    ...[...names].map(([id, payer]) => ({
      aim: `unapplied:${id}`,
      payer,
      amount: id === proposal.enterpriseId ? proposal.unapplied : 0n,
    })),
  ]
}

function RowLabel({ row: { order, payer }, currency }: { row: Row; currency: string }) {
  const texts = usePaymentsTexts().matching.line
  if (!order) return <span className="min-w-0 text-ink-soft">{texts.unapplied(payer ?? '')}</span>
  return (
    <span className="min-w-0">
      <TextLink to={`/orders/${order.id}`} className="figure">
        {order.number}
      </TextLink>{' '}
      {order.buyer}
      <span className="block text-sm text-ink-soft">
        {order.code && <code className="font-mono">{shownCode(order.code)}</code>} · {texts.outstanding}{' '}
        <Money fen={order.outstanding} currency={currency} />
      </span>
    </span>
  )
}

function Rest({ left, currency }: { left: bigint; currency: string }) {
  const texts = usePaymentsTexts().matching.line
  const format = useFormat()
  const [tone, icon, words] =
    left === 0n
      ? (['text-ok', 'check', texts.restDone] as const)
      : (['text-attention', 'alert', left > 0n ? texts.rest : texts.restOver] as const)
  return (
    <p role="status" className={`flex items-center justify-end gap-1.5 font-medium ${tone}`}>
      <Icon name={icon} />
      {words} {left !== 0n && format.money(left < 0n ? -left : left, currency)}
    </p>
  )
}

const shown = (fen: bigint) => (fen === 0n ? '' : toDecimal(fen))

function fenOf(text: string) {
  const fen = parseMoney(text)
  return typeof fen === 'bigint' ? fen : 0n
}
