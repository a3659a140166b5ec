import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { Money } from '~/design/money'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { shownCode } from '../code'
import { payoutMoves } from '../form'
import { PayoutFacts } from '../parts/payout-facts'
import { PayoutMoves } from '../parts/payout-moves'
import { TransferFacts } from '../parts/transfer-facts'
import { PayoutChip } from '../parts/state-chip'
import { usePaymentsTexts } from '../parts/texts'
import { movePayoutAs } from '../payouts/move.server'
import { findPayout } from '../payouts/queries.server'
import { findTransferOf } from '../transfers/queries.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.payout', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { payout, parts } = found(await findPayout(db, params.payoutId!))
  const reader = { id: actor.personId, books: mayEnter('payment.book', actor) }
  const transfer = await findTransferOf(db, payout.id)
  return { payout, parts, transfer, history: await listHistory(db, payout.id), reader }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, payoutMoves, async (tx, move) => {
    const done = await movePayoutAs(tx, actor, params.payoutId!, move)
    return redirect(`/office/payouts/${params.payoutId}?done=${done}`)
  })
}

export default function Payout() {
  const { payout, parts, transfer, history, reader } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { payouts: texts, transfers } = usePaymentsTexts()
  const sentences = payout.rail === 'bank' ? texts.sentences : transfers.sentences
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/payouts' }]}
        title={texts.one(shownCode(payout.code))}
        state={<PayoutChip state={payout.state} />}
        sentence={payout.rail === 'bank' && payout.failure ? payout.failure : sentences[payout.state]}
      />
      {answer?.refusal && answer.refusal.field === undefined && (
        <div className="mb-4">
          <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
        </div>
      )}
      <Columns side={<PayoutFacts payout={payout} />}>
        <Section title={texts.parts} count={parts.length}>
          <Table
            caption={texts.parts}
            rows={parts}
            rowKey={({ orderId }) => orderId}
            rowTo={({ orderId }) => `/orders/${orderId}#money`}
            empty={null}
            columns={[
              {
                key: 'order',
                head: texts.order,
                cell: ({ number }) => <span className="figure">{number}</span>,
              },
              {
                key: 'amount',
                head: texts.amount,
                type: 'money',
                narrow: 'end',
                cell: ({ amount }) => <Money fen={amount} currency={payout.currency} />,
                foot: <Money fen={payout.gross} currency={payout.currency} />,
              },
            ]}
          />
        </Section>
        {transfer && <TransferFacts transfer={transfer} />}
        {reader.books && <PayoutMoves payout={payout} reader={reader.id} answer={answer} />}
        <History events={history} />
      </Columns>
    </>
  )
}
