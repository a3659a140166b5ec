import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { counterAsGuest, readGuestOffer } from '../guests/countering.server'
import { offerForm } from '../offers/form'
import { OfferForm } from '../parts/offer-form'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'mediation.guest' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return { ...found(await readGuestOffer(db, params.caseId!)), expiresOn: addDays(dayOf(now), 14) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, offerForm, async (tx, values) => {
    found(await readGuestOffer(tx, params.caseId!))
    await counterAsGuest(tx, actor, params.caseId!, values, now)
    return redirect(`/guest/${params.caseId}?done=offer-sent`)
  })
}

export default function GuestOffer() {
  const { its, answers, objections, expiresOn } = useLoaderData<typeof loader>()
  const { guest: texts, offers } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[{ label: its.number, to: `/guest/${its.id}` }]}
        title={texts.counter}
        sentence={its.state === 'awaiting_response' ? texts.counterWhat : offers.lead}
      />
      <OfferForm
        terms={answers?.terms ?? null}
        expiresOn={expiresOn}
        objections={objections}
        verb={offers.send}
        answer={answerOf(useActionData<typeof action>())}
      />
    </>
  )
}
