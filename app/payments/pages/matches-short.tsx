import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { shortMoves } from '../form'
import { countBoard } from '../matching/board.server'
import { listShort, tellShort } from '../matching/short.server'
import { MatchingTabs } from '../parts/matching-tabs'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.short' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { dues: await listShort(db), counts: await countBoard(db), books: mayEnter('payment.book', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  return withForm(entered, shortMoves, async (tx, { orderId }) => {
    await tellShort(tx, entered.actor, orderId)
    return redirect('/office/matching/short?done=short-told')
  })
}

export default function MatchesShort() {
  const { dues, counts, books } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { matching, short: texts } = usePaymentsTexts()
  const named = useNamed()
  return (
    <>
      <PageHead title={matching.title} sentence={texts.lead} />
      <MatchingTabs counts={counts} />
      <FormSummary problems={[]} refusal={answer?.refusal ? { what: answer.refusal.sentence } : null} />
      <Table
        caption={texts.title}
        rows={dues}
        rowKey={({ orderId }) => orderId}
        total={dues.length}
        csv="/office/matching/short.csv"
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />}
        columns={[
          {
            key: 'order',
            head: texts.order,
            narrow: 'title',
            cell: ({ orderId, number, buyer, buyerEn }) => (
              <>
                <TextLink to={`/orders/${orderId}`}>{number}</TextLink>
                <span className="block text-sm text-ink-soft">{named(buyer, buyerEn)}</span>
              </>
            ),
          },
          {
            key: 'received',
            head: texts.received,
            type: 'date',
            cell: ({ receivedAt }) => <Moment at={receivedAt} day />,
          },
          {
            key: 'due',
            head: texts.due,
            type: 'money',
            named: true,
            cell: ({ amount, currency }) => <Money fen={amount} currency={currency} />,
          },
          {
            key: 'missing',
            head: texts.missing,
            type: 'money',
            narrow: 'end',
            cell: ({ missing, currency }) => <Money fen={missing} currency={currency} />,
          },
          {
            key: 'told',
            head: texts.told,
            cell: ({ orderId, toldAt, toldBy }) =>
              toldAt ? (
                <span className="text-sm text-ink-soft">
                  <Moment at={toldAt} /> {toldBy}
                </span>
              ) : (
                books && (
                  <MoveForm move="tell" hidden={{ orderId }}>
                    <Button size="small">{texts.tell}</Button>
                  </MoveForm>
                )
              ),
          },
        ]}
      />
    </>
  )
}
