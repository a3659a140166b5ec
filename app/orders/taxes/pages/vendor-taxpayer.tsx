import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { taxpayerVendorMoves } from '../form'
import { DeclaredTaxpayers } from '../parts/declared-taxpayers'
import { TaxpayerNew } from '../parts/taxpayer-new'
import { TaxpayerNow } from '../parts/taxpayer-now'
import { VendorTaxTabs } from '../parts/tax-tabs'
import { ratesOn } from '../rates.server'
import { declareTaxpayer, withdrawTaxpayer } from '../taxpayer.server'
import { listDeclared } from '../taxpayers.server'

export const handle = page({ access: 'tax.propose', title: 'orders.vendor-taxpayer' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const today = dayOf(now)
  const rates = [...(await ratesOn(db, actor.organizationId, today))]
  return { said: await listDeclared(db, actor), rates, today }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor } = entered
  return withForm(entered, taxpayerVendorMoves, async (tx, values) => {
    if (values.move === 'withdraw') await withdrawTaxpayer(tx, actor, values.vendorTaxId)
    else await declareTaxpayer(tx, actor, values)
    return redirect(`/vendor/taxes/taxpayer?done=taxpayer-${values.move}`)
  })
}

export default function VendorTaxpayer() {
  const { said, rates, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useOrdersTexts().taxpayer
  const waiting = said.find(({ state }) => state === 'proposed')
  return (
    <>
      <PageHead title={texts.vendorTitle} sentence={texts.vendorLead} />
      <VendorTaxTabs />
      <TaxpayerNow {...{ said, rates, today }} />
      {waiting ? (
        <div className="mt-4">
          <ConfirmMove
            move="withdraw"
            look="secondary"
            verb={texts.withdraw}
            title={texts.withdrawTitle}
            consequences={[texts.withdrawEffect]}
            undo={{ possible: true, words: texts.withdrawUndo }}
            answer={answer}
          >
            <input type="hidden" name="vendorTaxId" value={waiting.id} />
          </ConfirmMove>
        </div>
      ) : (
        <TaxpayerNew answer={answer} />
      )}
      {said.length > 0 && <DeclaredTaxpayers said={said} />}
    </>
  )
}
