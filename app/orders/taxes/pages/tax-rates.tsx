import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { rateMoves } from '../form'
import { RateNew } from '../parts/rate-new'
import { RateTable } from '../parts/rate-table'
import { TaxTabs } from '../parts/tax-tabs'
import { addRate, listRates, withdrawRate } from '../rates.server'

export const handle = page({ access: 'tax.oversee', title: 'orders.tax-rates', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  return { rates: await listRates(db), today: dayOf(now), decides: mayEnter('tax.decide', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'tax.decide' })
  return withForm(entered, rateMoves, async (tx, values) => {
    if (values.move === 'withdraw') await withdrawRate(tx, values.rateId)
    else await addRate(tx, values, dayOf(entered.now))
    return redirect(`/office/taxes/rates?done=rate-${values.move}`)
  })
}

export default function TaxRates() {
  const { rates, today, decides } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOrdersTexts().taxes
  return (
    <>
      <PageHead title={texts.ratesTitle} sentence={texts.ratesLead} />
      <TaxTabs />
      {answer?.values.move === 'withdraw' && answer.refusal && (
        <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />
      )}
      <RateTable {...{ rates, today, decides, answer }} />
      {decides && <RateNew answer={answer} />}
    </>
  )
}
