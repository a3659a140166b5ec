import { Chip } from '~/design/chip'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { PayerObligation, PayerSignature } from '../settlements/extract.server'
import { obligationMeanings } from './obligation-meanings'
import { useMediationTexts } from './texts'

type OwnPartProps = { obligations: readonly PayerObligation[]; signatures: readonly PayerSignature[] }

/** What a third party has promised to pay and whether the receiver has confirmed it, and who has signed beside it. */
export function OwnPart({ obligations, signatures }: OwnPartProps) {
  const all = useMediationTexts()
  const { payer: texts, offers, settlement } = all
  return (
    <>
      <Section title={texts.own} sentence={texts.ownLead}>
        <Table
          caption={texts.own}
          rows={obligations}
          rowKey={({ no }) => String(no)}
          empty={null}
          columns={[
            {
              key: 'text',
              head: offers.text,
              narrow: 'title',
              cell: ({ text }) => text || all.promises.third_party_pay,
            },
            {
              key: 'amount',
              head: offers.amount,
              type: 'money',
              cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
            },
            { key: 'due', head: offers.dueOn, type: 'date', cell: ({ dueOn }) => dueOn },
            {
              key: 'state',
              head: settlement.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ state }) => (
                <Chip meaning={obligationMeanings[state]}>{all.obligationStates[state]}</Chip>
              ),
            },
          ]}
        />
      </Section>
      <Section title={settlement.signedBy}>
        <ul className="divide-y divide-line border-y border-line">
          {signatures.map(({ side, organization, person, at }) => (
            <li key={`${side} ${person}`} className="flex flex-wrap gap-x-4 py-2">
              <span className="min-w-0 flex-1">
                {side === 'payer' ? texts.payers : all.roles[side]} · {organization}
              </span>
              <span>
                {person} · <Moment at={at} />
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
