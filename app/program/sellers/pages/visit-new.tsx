import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useMarketTexts } from '../../parts/market-texts'
import { recordVisit } from '../commands.server'
import { visitForm } from '../form'
import { VisitSheet } from '../parts/visit-sheet'
import { findSeller } from '../queries.server'

export const handle = page({ access: 'market.work', title: 'program.visit-new', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const { id, name } = found(await findSeller(db, params.sellerId!))
  return { id, name, today: dayOf(now) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, visitForm, async (tx, values) => {
    const { id } = found(await findSeller(tx, entered.params.sellerId!))
    const visitId = await recordVisit(tx, entered.actor, id, values, entered.now)
    return redirect(`/office/visits/${visitId}?done=visit-recorded`)
  })
}

export default function NewVisit() {
  const { id, name, today } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMarketTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: all.sellers.title, to: '/office/sellers' },
          { label: name, to: `/office/sellers/${id}` },
        ]}
        title={all.sellers.visit}
        sentence={all.visit.lead}
      />
      <VisitSheet today={today} answer={answer} />
    </>
  )
}
