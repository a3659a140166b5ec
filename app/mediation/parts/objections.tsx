import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Quantity } from '~/design/quantity'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import type { ReactNode } from 'react'
import type { Objection } from '../queries.server'
import { useMediationTexts } from './texts'

type ObjectionsProps = {
  objections: readonly Objection[]
  currency: string
  /** A further column, while the claim is still written. */
  deed?: (objection: Objection) => ReactNode
  actions?: ReactNode
  /** For a reader who may not open the orders behind them. */
  unlinked?: boolean
}

/** What is disputed, claim by claim. */
export function Objections({ objections, currency, deed, actions, unlinked = false }: ObjectionsProps) {
  const all = useMediationTexts()
  const texts = all.overview
  return (
    <Section title={texts.objections} count={objections.length} actions={actions}>
      <Table
        caption={texts.objections}
        rows={objections}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'no', head: texts.no, type: 'number', narrow: 'hidden', cell: ({ no }) => no },
          {
            key: 'about',
            head: texts.about,
            narrow: 'title',
            cell: (row) => (
              <>
                <About objection={row} unlinked={unlinked} />
                <span className="block max-w-prose text-sm whitespace-pre-line text-ink-soft">
                  {row.text}
                </span>
              </>
            ),
          },
          { key: 'ground', head: texts.ground, cell: ({ ground }) => all.grounds[ground] },
          {
            key: 'remedy',
            head: texts.remedy,
            cell: ({ remedy, quantity }) => (
              <>
                {all.remedies[remedy]} {quantity !== null && <Quantity value={quantity} />}
              </>
            ),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            cell: ({ amount }) => (amount > 0n ? <Money fen={amount} currency={currency} /> : '–'),
          },
          deed
            ? { key: 'deed', head: '', cell: deed }
            : {
                key: 'state',
                head: texts.state,
                type: 'chip',
                narrow: 'end',
                cell: ({ state }) => <Chip meaning={meanings[state]}>{texts.objectionStates[state]}</Chip>,
              },
        ]}
      />
    </Section>
  )
}

/** The disputed thing, with its order where the reader may see it. */
function About({ objection, unlinked }: { objection: Objection; unlinked: boolean }) {
  const { claim } = useMediationTexts()
  const named = useNamed()
  const name = named(objection.nameZh, objection.nameEn) ?? claim.use
  return (
    <>
      {name} <span className="text-ink-soft">{named(objection.editionName, objection.editionNameEn)}</span>
      {objection.orderNumber && objection.orderId && (
        <span className="block text-sm">
          {unlinked ? (
            claim.line(objection.orderNumber, String(objection.lineNo))
          ) : (
            <TextLink to={`/orders/${objection.orderId}`} className="relative">
              {claim.line(objection.orderNumber, String(objection.lineNo))}
            </TextLink>
          )}
        </span>
      )}
      {objection.licenseNo && <span className="block text-sm">{objection.licenseNo}</span>}
    </>
  )
}

const meanings: Record<Objection['state'], Meaning> = {
  open: 'attention',
  agreed: 'info',
  withdrawn: 'quiet',
  settled: 'ok',
  unresolved: 'quiet',
}
