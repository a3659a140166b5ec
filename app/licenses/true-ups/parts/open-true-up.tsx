import { Form } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Button } from '~/design/button'
import { Day } from '~/design/day'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { KeyField } from '~/web/key-field'
import { useLicensesTexts } from '../../parts/texts'
import type { TrueUpRow } from '../queries.server'

type OpenTrueUpProps = {
  row: TrueUpRow
  gap: number
  /** of one unit, as the award sells at present; fen */
  price: bigint
  may: { manages: boolean; approves: boolean }
  answer: Answer | undefined
}

/** One gap that a held price can close: how many, for how much, until when, and who decides. */
export function OpenTrueUp({ row, gap, price, may, answer }: OpenTrueUpProps) {
  const all = useLicensesTexts()
  const texts = all.trueUps
  const format = useFormat()
  const name = useSoftwareName()
  const named = useNamed()
  const amount = format.money(price * BigInt(row.quantity))
  return (
    <li className="grid gap-x-8 gap-y-3 py-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0">
        <p className="font-medium">
          {name(row)} <span className="font-normal text-ink-soft">{named(row.edition, row.editionEn)}</span>
        </p>
        <p className="text-ink-soft">
          <TextLink to={`/compliance/products/${row.slug}`}>{texts.gapNow(gap)}</TextLink>
          {' · '}
          {row.editedBy ? texts.editedBy(row.editedBy, row.quantity) : texts.proposedUnits(row.proposed)}
        </p>
        <p className="figure">{texts.sum(row.quantity, format.money(price), amount)}</p>
        <p className={row.daysLeft <= 30 ? 'font-medium text-risk' : 'text-attention'}>
          {texts.heldUntil} <Day on={row.heldUntil} />
        </p>
      </div>
      <div className="space-y-2">
        {may.manages && (
          <Form method="post" className="flex flex-wrap items-center gap-2">
            <KeyField />
            <input type="hidden" name="trueUpId" value={row.id} />
            <input
              name="quantity"
              inputMode="numeric"
              aria-label={texts.quantity}
              defaultValue={String(row.quantity)}
              className="control w-24 text-right"
            />
            <Button name="move" value="edit">
              {texts.edit}
            </Button>
          </Form>
        )}
        <div className="flex flex-wrap items-center gap-2">
          {may.approves && (
            <ConfirmMove
              move="confirm"
              id={`confirm-${row.id}`}
              verb={texts.confirm(row.quantity)}
              title={texts.confirmTitle}
              consequences={[
                texts.confirmOrder(row.quantity, amount),
                texts.confirmNext,
                ...(gap > 0 ? [texts.confirmGap(gap, row.quantity)] : []),
              ]}
              undo={{ possible: false, words: texts.confirmUndo }}
              answer={answer?.values.trueUpId === row.id ? answer : undefined}
            >
              <input type="hidden" name="trueUpId" value={row.id} />
              <input type="hidden" name="quantity" value={row.quantity} />
            </ConfirmMove>
          )}
          {(may.approves || may.manages) && <Decline trueUpId={row.id} />}
        </div>
        {!may.approves && <p className="text-sm text-ink-soft">{texts.waitsForApprover}</p>}
      </div>
    </li>
  )
}

function Decline({ trueUpId }: { trueUpId: string }) {
  const texts = useLicensesTexts().trueUps
  return (
    <details>
      <summary className="inline-flex min-h-8 items-center text-sm text-ink-soft hover:text-ink">
        {texts.decline}
      </summary>
      <Form method="post" className="flex flex-wrap items-center gap-2 pt-1">
        <KeyField />
        <input type="hidden" name="move" value="decline" />
        <input type="hidden" name="trueUpId" value={trueUpId} />
        <input
          name="reason"
          aria-label={texts.reason}
          placeholder={texts.reasonHint}
          maxLength={200}
          className="control min-w-0 flex-1 basis-40"
        />
        <Button look="danger">{texts.decline}</Button>
      </Form>
    </details>
  )
}
