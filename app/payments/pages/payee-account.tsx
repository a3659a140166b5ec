import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { payeeForm } from '../form'
import { PayeeList } from '../parts/payee-list'
import { usePaymentsTexts } from '../parts/texts'
import { listPayees, proposePayee } from '../payouts/payee.server'
import { transfersOn } from '../stripe/rail.server'

export const handle = page({ access: 'payment.receive', title: 'payments.payee', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return {
    payees: await listPayees(db, actor.organizationId),
    proposes: mayEnter('payment.name_payee', actor),
    transfers: transfersOn(),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.name_payee' })
  return withForm(entered, payeeForm, async (tx, values) => {
    await proposePayee(tx, entered.actor, values)
    return redirect('/vendor/payee-account?done=payee-proposed')
  })
}

export default function PayeeAccount() {
  const { payees, proposes, transfers } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { payee: texts, own, transfers: account } = usePaymentsTexts()
  const inState = (...states: string[]) => payees.filter(({ state }) => states.includes(state))
  const [active, waiting, past] = [
    inState('active'),
    inState('proposed', 'checked'),
    inState('replaced', 'refused'),
  ]
  return (
    <>
      <PageHead
        trail={[{ label: own.title, to: '/payments' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={transfers && <LinkButton to="/vendor/connected-account">{account.title}</LinkButton>}
      />
      <Section title={texts.active}>
        {active.length === 0 ? (
          <Empty title={texts.none} why={texts.noneWhy} icon="card" />
        ) : (
          <PayeeList payees={active} />
        )}
      </Section>
      {waiting.length > 0 && (
        <Section title={texts.waiting}>
          <PayeeList payees={waiting} />
        </Section>
      )}
      {proposes && waiting.length === 0 && (
        <Section title={texts.propose} sentence={texts.proposeLead}>
          <CheckedForm form={payeeForm} answer={answer} className="max-w-md space-y-4">
            {(field, busy) => (
              <>
                <TextField {...field('bank')} label={texts.bank} />
                <TextField {...field('number')} label={texts.number} inputMode="numeric" autoComplete="off" />
                <TextField
                  {...field('cnaps')}
                  label={texts.cnaps}
                  hint={texts.cnapsHint}
                  inputMode="numeric"
                />
                <Button look="primary" busy={busy}>
                  {texts.submit}
                </Button>
              </>
            )}
          </CheckedForm>
        </Section>
      )}
      {past.length > 0 && (
        <Section title={texts.history} count={past.length}>
          <PayeeList payees={past} />
        </Section>
      )}
    </>
  )
}
