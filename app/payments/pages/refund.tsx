import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { shownCode } from '../code'
import { refundMoves } from '../form'
import { RefundFacts } from '../parts/refund-facts'
import { RefundLines } from '../parts/refund-lines'
import { RefundMoves } from '../parts/refund-moves'
import { RefundChip } from '../parts/state-chip'
import { usePaymentsTexts } from '../parts/texts'
import { moveRefundAs } from '../refunds/move.server'
import { findRefund } from '../refunds/queries.server'

export const handle = page({
  access: 'payment.oversee',
  title: 'payments.refund',
  files: true,
  stepUp: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { refund, parts } = found(await findRefund(db, params.refundId!))
  const reader = { id: actor.personId, books: mayEnter('payment.book', actor) }
  return { refund, parts, history: await listHistory(db, refund.id), reader }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, refundMoves, async (tx, move) => {
    const done = await moveRefundAs(tx, actor, params.refundId!, move)
    return redirect(`/office/refunds/${params.refundId}?done=${done}`)
  })
}

export default function Refund() {
  const { refund, parts, history, reader } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().refunds
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/refunds' }]}
        title={texts.one(shownCode(refund.code))}
        state={<RefundChip state={refund.state} />}
        sentence={refund.refusedReason ?? texts.sentences[refund.state]}
      />
      {answer?.refusal && answer.refusal.field === undefined && (
        <div className="mb-4">
          <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
        </div>
      )}
      <Columns side={<RefundFacts refund={refund} />}>
        <RefundLines refund={refund} parts={parts} />
        {reader.books && <RefundMoves refund={refund} reader={reader.id} answer={answer} />}
        <History events={history} />
      </Columns>
    </>
  )
}
