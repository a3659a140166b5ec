import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { payeeMoves } from '../form'
import { ConnectedTable } from '../parts/connected-table'
import { PayeeCheck } from '../parts/payee-check'
import { usePaymentsTexts } from '../parts/texts'
import { transfersOn } from '../stripe/rail.server'
import { listConnected } from '../transfers/accounts.server'
import { checkPayee, listPayeesToCheck, refusePayee } from '../payouts/payee.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.payees', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    payees: await listPayeesToCheck(db),
    accounts: await listConnected(db),
    on: transfersOn(),
    reader: { id: actor.personId, books: mayEnter('payment.book', actor) },
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  return withForm(entered, payeeMoves, async (tx, values) => {
    if (values.move === 'refuse') await refusePayee(tx, values.payeeId, values.reason)
    else await checkPayee(tx, entered.actor, values.payeeId, values.calledBack === 'yes')
    return redirect(`/office/payees?done=${values.move === 'refuse' ? 'payee-refused' : 'payee-checked'}`)
  })
}

export default function Payees() {
  const { payees, accounts, on, reader } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { payee: texts, transfers } = usePaymentsTexts()
  return (
    <>
      <PageHead title={texts.deskTitle} sentence={texts.deskLead} />
      {answer?.refusal && answer.refusal.field === undefined && (
        <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
      )}
      {payees.length === 0 ? (
        <Empty title={texts.deskEmpty} why={texts.deskEmptyWhy} icon="check-circle" />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {payees.map((payee) => (
            <PayeeCheck key={payee.id} {...{ payee, answer }} reader={reader.id} books={reader.books} />
          ))}
        </ul>
      )}
      {(on || accounts.length > 0) && (
        <Section title={transfers.deskTitle} count={accounts.length} sentence={transfers.deskLead}>
          <ConnectedTable accounts={accounts} />
        </Section>
      )}
    </>
  )
}
