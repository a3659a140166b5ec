import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { readClaim } from '../intake/claim.server'
import { offerForm } from '../offers/form'
import { findFirstOffer, keepFirstOffer } from '../offers/offers.server'
import { begunOffer } from '../offers/terms'
import { ClaimHead } from '../parts/claim-head'
import { OfferForm } from '../parts/offer-form'
import { TemplateChoice } from '../parts/template-choice'
import { useMediationTexts } from '../parts/texts'
import { readUsable } from '../templates/reading.server'

export const handle = page({ access: 'case.file', title: 'mediation.first-offer' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const claim = found(await readClaim(db, actor, params.caseId!))
  const offer = (await findFirstOffer(db, claim.its.id)) ?? null
  const chosen = url.searchParams.get('template')
  const usable = await readUsable(db, claim.its, { kind: 'first_offer', chosen, locale: actor.locale, now })
  return { ...claim, offer, usable, expiresOn: addDays(dayOf(now), 45) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, offerForm, async (tx, values) => {
    const { its } = found(await readClaim(tx, actor, params.caseId!))
    await keepFirstOffer(tx, actor, { caseId: its.id, now }, values)
    return redirect(`/cases/${its.id}/filing?done=offer-kept`)
  })
}

export default function FirstOffer() {
  const { its, ready, objections, offer, usable, expiresOn } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMediationTexts().offers
  return (
    <>
      <ClaimHead its={its} present={1} ready={ready} />
      <TemplateChoice {...usable} />
      <OfferForm
        key={usable.chosen?.id ?? ''}
        terms={begunOffer(offer?.terms ?? null, usable.chosen?.text)}
        expiresOn={offer?.expiresOn ?? expiresOn}
        objections={objections.map(({ no }) => no)}
        verb={texts.keep}
        answer={answer}
      />
    </>
  )
}
