import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { listDistricts } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { changeSeller } from '../commands.server'
import { sellerForm } from '../form'
import { SellerFields } from '../parts/seller-fields'
import { findSeller } from '../queries.server'

export const handle = page({ access: 'market.work', title: 'program.seller-edit' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return { seller: found(await findSeller(db, params.sellerId!)), districts: await listDistricts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const id = entered.params.sellerId!
  return withForm(entered, sellerForm, async (tx, values) => {
    found(await findSeller(tx, id))
    await changeSeller(tx, entered.actor, id, values)
    return redirect(`/office/sellers/${id}?done=saved`)
  })
}

export default function EditSeller() {
  const { seller, districts } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMarketTexts().sellers
  const { name, kind, uscc, district, address, website, person, phone } = seller
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/sellers' },
          { label: name, to: `/office/sellers/${seller.id}` },
        ]}
        title={texts.edit}
      />
      <SellerFields
        districts={districts}
        answer={answer}
        defaults={{
          name,
          kind,
          uscc: uscc ?? '',
          district: district ?? '',
          address,
          website: website ?? '',
          person,
          phone: phone ?? '',
        }}
      />
    </>
  )
}
