import { Day } from '~/design/day'
import { Money } from '~/design/money'
import { Quantity } from '~/design/quantity'
import { Section } from '~/design/section'
import { type Column, Table } from '~/design/table'
import type { Promised, Terms } from '../offers/terms'
import { useMediationTexts } from './texts'

/** What an offer promises, as a part of a page. */
export function TermsSection({ terms, currency, title }: { terms: Terms; currency: string; title?: string }) {
  const texts = useMediationTexts().claim
  return (
    <Section title={title ?? texts.offerTitle}>
      <TermsTable terms={terms} currency={currency} />
    </Section>
  )
}

/** Promises in rows: what, by whom, how much, until when. */
export function TermsTable({ terms: { items, note }, currency }: { terms: Terms; currency: string }) {
  const all = useMediationTexts()
  const texts = all.offers
  const columns: Column<Row>[] = [
    {
      key: 'kind',
      head: texts.kind,
      cell: ({ kind, text, payer, fallback }) => (
        <>
          {all.promises[kind]}
          {payer && <span className="block text-sm text-ink-soft">{texts.paidBy(payer)}</span>}
          {fallback && (
            <span className="block text-sm text-ink-soft">{texts.ifNoRound(texts.fallbacks[fallback])}</span>
          )}
          {text && (
            <span className="block max-w-prose text-sm whitespace-pre-line text-ink-soft">{text}</span>
          )}
        </>
      ),
    },
    { key: 'debtor', head: texts.debtor, cell: ({ debtor }) => all.roles[debtor] },
    {
      key: 'much',
      head: `${all.overview.amount} / ${texts.quantity}`,
      type: 'money',
      cell: ({ amount, quantity }) => (
        <>
          {amount !== null && <Money fen={BigInt(amount)} currency={currency} />}
          {amount !== null && quantity !== null && ' · '}
          {quantity !== null && <Quantity value={quantity} />}
          {amount === null && quantity === null && '–'}
        </>
      ),
    },
    { key: 'dueOn', head: texts.dueOn, type: 'date', cell: ({ dueOn }) => dueOn && <Day on={dueOn} /> },
    { key: 'objection', head: texts.objection, named: true, cell: ({ objection }) => objection },
  ]
  return (
    <>
      <Table
        caption={texts.items}
        rows={items.map((item, at) => ({ ...item, at }))}
        rowKey={({ at }) => String(at)}
        columns={columns}
        empty={null}
      />
      {note && <p className="mt-2 max-w-prose whitespace-pre-line">{note}</p>}
    </>
  )
}

type Row = Promised & { at: number }
