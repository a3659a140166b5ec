import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { sideIn } from '../channels/kinds'
import { findHoldPreview } from '../holds/holds.server'
import { readClaim } from '../intake/claim.server'
import { fileCase } from '../intake/file.server'
import { filingForm } from '../intake/form'
import { findFirstOffer } from '../offers/offers.server'
import { ClaimHead } from '../parts/claim-head'
import { FilingForm } from '../parts/filing-form'
import { Objections } from '../parts/objections'
import { TermsSection } from '../parts/terms'

export const handle = page({ access: 'case.file', title: 'mediation.filing' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const claim = found(await readClaim(db, actor, params.caseId!))
  const offer = (await findFirstOffer(db, claim.its.id)) ?? null
  return { ...claim, offer, holdable: await findHoldPreview(db, claim.its.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, filingForm, async (tx, { matter }) => {
    const { its } = found(await readClaim(tx, actor, params.caseId!))
    await fileCase(tx, actor, its.id, matter, now)
    return redirect(`/cases/${its.id}?done=filed`)
  })
}

export default function Filing() {
  const { its, ready, objections, offer, holdable } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  return (
    <>
      <ClaimHead its={its} present={2} ready={ready} />
      <Objections objections={objections} currency={its.currency} unlinked={sideIn(its.roles) === null} />
      {offer && <TermsSection terms={offer.terms} currency={its.currency} />}
      <FilingForm holdable={holdable} currency={its.currency} ready={ready} answer={answer} />
    </>
  )
}
