import { GridEntry } from '~/design/grid-entry'
import { toDecimal } from '~/kernel/money'
import type { Answer } from '~/web/answer'
import { fallbacks, promiseKinds, type Promised } from '../offers/terms'
import { useMediationTexts } from './texts'

type PromiseFieldsProps = {
  items: readonly Promised[]
  answer: Answer | undefined
  /** Numbers of the objections that a promise may answer. */
  objections: readonly number[]
}

const keys = [
  'kind',
  'debtor',
  'amount',
  'quantity',
  'dueOn',
  'fallback',
  'objection',
  'text',
  'payer',
] as const

/** Promises, one per row, as a grid that takes a paste; the empty rows at the end are not there. */
export function PromiseFields({ items, answer, objections }: PromiseFieldsProps) {
  const all = useMediationTexts()
  const texts = all.offers
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{texts.items}</legend>
      <p className="mb-2 text-sm text-ink-soft">{texts.itemsHint}</p>
      <GridEntry
        name="items"
        caption={texts.items}
        spare={items.length === 0 ? 3 : 1}
        rows={typedRows(answer) ?? items.map(cellsOf)}
        errors={errorsOf(answer)}
        columns={[
          {
            key: 'kind',
            head: texts.kind,
            options: promiseKinds.map((value) => ({ value, label: all.promises[value] })),
          },
          {
            key: 'debtor',
            head: texts.debtor,
            options: (['claimant', 'respondent'] as const).map((value) => ({
              value,
              label: all.roles[value],
            })),
          },
          { key: 'amount', head: texts.amount, type: 'number' },
          { key: 'quantity', head: texts.quantity, type: 'number' },
          { key: 'dueOn', head: texts.dueOn },
          {
            key: 'fallback',
            head: texts.fallback,
            options: fallbacks.map((value) => ({ value, label: texts.fallbacks[value] })),
          },
          {
            key: 'objection',
            head: texts.objection,
            options: objections.map((no) => ({ value: String(no), label: String(no) })),
          },
          { key: 'text', head: texts.text, grow: 2 },
          { key: 'payer', head: texts.payer },
        ]}
      />
    </fieldset>
  )
}

const cellsOf = (item: Promised) => [
  item.kind,
  item.debtor,
  item.amount === null ? '' : toDecimal(BigInt(item.amount)),
  item.quantity === null ? '' : String(item.quantity),
  item.dueOn,
  item.fallback ?? '',
  item.objection === null ? '' : String(item.objection),
  item.text,
  item.payer ?? '',
]

/** What was typed and not accepted, as it was. */
function typedRows(answer: Answer | undefined): string[][] | null {
  const names = Object.keys(answer?.values ?? {}).filter((name) => /^items\.\d+\./.test(name))
  if (!answer || names.length === 0) return null
  const last = Math.max(...names.map((name) => Number(name.split('.')[1])))
  return Array.from({ length: last + 1 }, (_, row) =>
    keys.map((key) => String(answer.values[`items.${row}.${key}`] ?? '')),
  )
}

const errorsOf = (answer: Answer | undefined) =>
  Object.fromEntries(
    (answer?.problems ?? [])
      .filter(({ field }) => field.startsWith('items.'))
      .map(({ field, message }) => [field.slice('items.'.length), message]),
  )
