import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { newOfferForm } from '../offers/form'
import { makeOfferOrProposal, readOfferForm } from '../offers/making.server'
import { OfferForm } from '../parts/offer-form'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.offers' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, url, now } = await enter(args, handle)
  const read = found(await readOfferForm(db, params.caseId!, url.searchParams.get('answers')))
  return { ...read, expiresOn: addDays(dayOf(now), 14) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, newOfferForm, async (tx, values) => {
    const { its } = found(await readOfferForm(tx, params.caseId!, null))
    await makeOfferOrProposal(tx, actor, { caseId: its.id, roles: its.roles, now }, values)
    return redirect(`/cases/${its.id}/offers?done=offer-sent`)
  })
}

export default function NewOffer() {
  const { its, objections, answers, mediates, expiresOn } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.offers
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: `/cases/${its.id}/offers` },
        ]}
        title={mediates ? texts.propose : answers ? texts.counter : texts.make}
        sentence={texts.lead}
      />
      <div className="mb-5 max-w-3xl">
        <Notice meaning="info">{all.settlement.secrecy}</Notice>
      </div>
      <OfferForm
        terms={answers?.terms ?? null}
        answersId={answers?.id ?? null}
        expiresOn={expiresOn}
        objections={objections}
        verb={texts.send}
        answer={answer}
      />
    </>
  )
}
