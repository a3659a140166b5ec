import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { accountCountries, connectForm } from '../form'
import { ConnectedFacts } from '../parts/connected-facts'
import { StripeBanner } from '../parts/stripe-banner'
import { usePaymentsTexts } from '../parts/texts'
import { stripeRail, transfersOn } from '../stripe/rail.server'
import { findConnected, intendAccount } from '../transfers/accounts.server'
import { goesOn } from '../transfers/capability'

export const handle = page({ access: 'payment.receive', title: 'payments.connected', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  const account = await findConnected(db, actor.organizationId)
  const history = (await listHistory(db, actor.organizationId)).filter(({ kind }) =>
    kind.startsWith('payee.'),
  )
  const opens = mayEnter('payment.name_payee', actor)
  return { account: account ?? null, history, opens, on: transfersOn(), mode: stripeRail()?.mode ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.name_payee' })
  return withForm(entered, connectForm, async (tx, wish) => {
    await intendAccount(tx, entered.actor, wish, transfersOn())
    return redirect('/vendor/connected-account/form')
  })
}

export default function ConnectedAccount() {
  const { account, history, opens, on, mode } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { transfers: texts, own } = usePaymentsTexts()
  return (
    <>
      <PageHead
        trail={[{ label: own.title, to: '/payments' }]}
        title={texts.title}
        sentence={on ? texts.lead : texts.off}
        primary={
          on && account && opens && goesOn(account.capability) ? (
            <LinkButton to="/vendor/connected-account/form" look="primary" reloadDocument>
              {texts.goOn}
            </LinkButton>
          ) : (
            <LinkButton to="/vendor/payee-account">{texts.bank}</LinkButton>
          )
        }
      />
      <div className="space-y-6">
        {on && <StripeBanner mode={mode} />}
        {account ? (
          <Section title={texts.account}>
            <ConnectedFacts account={account} />
          </Section>
        ) : (
          <Empty title={texts.none} why={texts.noneWhy} icon="card" />
        )}
        {!account && on && opens && (
          <Section title={texts.start} sentence={texts.startLead}>
            <CheckedForm form={connectForm} answer={answer} className="max-w-md space-y-4">
              {(field, busy) => (
                <>
                  <SelectField
                    {...field('country')}
                    label={texts.country}
                    empty
                    options={accountCountries.map((value) => ({ value, label: texts.countries[value]! }))}
                  />
                  <Button look="primary" busy={busy}>
                    {texts.submit}
                  </Button>
                </>
              )}
            </CheckedForm>
          </Section>
        )}
        {history.length > 0 && <History events={history} />}
      </div>
    </>
  )
}
