import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { debtMoves } from '../../form'
import { account } from '../../ledger/accounts'
import { usePaymentsTexts } from '../../parts/texts'
import { WriteOffNew } from '../parts/write-off-new'
import { WriteOffs } from '../parts/write-offs'
import { findDebt, listWriteOffs } from '../queries.server'
import { decideWriteOff, proposeWriteOff } from '../write-off.server'
import { writableOff } from '../writing-off'

export const handle = page({ access: 'payment.oversee', title: 'payments.debt', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const debt = found(await findDebt(db, params.vendorId!))
  const writeOffs = await listWriteOffs(db, debt.vendorId)
  return { debt, writeOffs, reader: actor.personId, books: mayEnter('payment.book', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, debtMoves, async (tx, values) => {
    if (values.move === 'propose') await proposeWriteOff(tx, actor, params.vendorId!, values)
    else await decideWriteOff(tx, actor, values)
    return redirect(`/office/payouts/debts/${params.vendorId}?done=write-off-${values.move}`)
  })
}

export default function Debt() {
  const { debt, writeOffs, reader, books } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().debts
  const named = useNamed()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/payouts/debts' }]}
        title={named(debt.vendor, debt.vendorEn)}
        sentence={debt.owed > 0n ? texts.lead : texts.nothing}
        primary={
          <LinkButton to={`/office/ledger/${encodeURIComponent(account.clawback(debt.vendorId))}`}>
            {texts.statement}
          </LinkButton>
        }
      />
      {answer?.refusal && answer.refusal.field === undefined && (
        <div className="mb-4">
          <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
        </div>
      )}
      <Columns
        side={
          <Facts
            items={[
              { label: texts.owed, value: <Money fen={debt.owed} className="text-lg font-medium" /> },
              { label: texts.since, value: debt.since ? <Moment at={debt.since} /> : '—' },
              { label: texts.coming, value: <Money fen={debt.coming} />, hint: texts.comingHint },
              { label: texts.payable, value: <Money fen={debt.payable} />, hint: texts.payableHint },
              { label: texts.writtenOff, value: <Money fen={debt.writtenOff} /> },
            ]}
          />
        }
      >
        <WriteOffs {...{ writeOffs, reader, books, answer }} />
        {books && !debt.isProposed && writableOff(debt) > 0n && (
          <WriteOffNew most={writableOff(debt)} answer={answer} />
        )}
      </Columns>
    </>
  )
}
