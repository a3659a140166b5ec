import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { listDistricts } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { addSeller } from '../commands.server'
import { sellerForm } from '../form'
import { SellerFields } from '../parts/seller-fields'

export const handle = page({ access: 'market.work', title: 'program.seller-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { districts: await listDistricts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, sellerForm, async (tx, values) =>
    redirect(`/office/sellers/${await addSeller(tx, entered.actor, values)}?done=seller-added`),
  )
}

export default function NewSeller() {
  const { districts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMarketTexts().sellers
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/sellers' }]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <SellerFields districts={districts} answer={answer} />
    </>
  )
}
