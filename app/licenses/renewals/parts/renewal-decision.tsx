import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { Button } from '~/design/button'
import { Select, type OptionGroup } from '~/design/select-field'
import { KeyField } from '~/web/key-field'
import { useLicensesTexts } from '../../parts/texts'

type RenewalDecisionProps = {
  row: { id: string; proposed: number; held: number | null }
  editions: readonly OptionGroup[]
}

/** Renew in the number in use, replace by another product, or let it go with a reason. */
export function RenewalDecision({ row, editions }: RenewalDecisionProps) {
  const texts = useLicensesTexts().renewals
  const wanted = String(Math.max(1, row.proposed || row.held || 1))
  const quantity = (
    <input
      name="quantity"
      inputMode="numeric"
      aria-label={texts.quantity}
      defaultValue={wanted}
      className="control w-24 text-right"
    />
  )
  return (
    <div className="space-y-2">
      <Decision move="renew" renewalId={row.id}>
        {quantity}
        <Button look="primary">{texts.renew}</Button>
      </Decision>
      <details>
        <summary className="inline-flex min-h-8 items-center text-sm text-ink-soft hover:text-ink">
          {texts.other}
        </summary>
        <div className="space-y-2 pt-1">
          <Decision move="replace" renewalId={row.id}>
            <div className="min-w-0 flex-1 basis-40">
              <Select
                name="editionId"
                aria-label={texts.replaceBy}
                empty={texts.replaceBy}
                options={editions}
              />
            </div>
            {quantity}
            <Button>{texts.replace}</Button>
          </Decision>
          <Decision move="drop" renewalId={row.id}>
            <input
              name="reason"
              aria-label={texts.reason}
              placeholder={texts.reasonHint}
              maxLength={200}
              className="control min-w-0 flex-1 basis-40"
            />
            <Button look="danger">{texts.drop}</Button>
          </Decision>
        </div>
      </details>
    </div>
  )
}

function Decision({ move, renewalId, children }: { move: string; renewalId: string; children: ReactNode }) {
  return (
    <Form method="post" className="flex flex-wrap items-center gap-2">
      <KeyField />
      <input type="hidden" name="move" value={move} />
      <input type="hidden" name="renewalId" value={renewalId} />
      {children}
    </Form>
  )
}
