import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { offerMoveForm } from '../offers/form'
import { answerOffer } from '../offers/answering.server'
import { readOffers } from '../offers/reading.server'
import { OfferCard } from '../parts/offer-card'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.offers' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return { ...found(await readOffers(db, params.caseId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, offerMoveForm, async (tx, values) => {
    const { its } = found(await readOffers(tx, params.caseId!))
    await answerOffer(tx, actor, { caseId: its.id, roles: its.roles, now }, values)
    return redirect(
      `/cases/${its.id}/${values.move === 'accept' ? 'settlement' : 'offers'}?done=${doneOf[values.move]}`,
    )
  })
}

const doneOf = {
  accept: 'offer-accepted',
  decline: 'offer-declined',
  withdraw: 'offer-withdrawn',
  agree: 'offer-accepted',
}

export default function Offers() {
  const { its, offers, proposals, talking, side, mediates, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useMediationTexts().offers
  const makes = talking && (side !== null || mediates)
  return (
    <Section
      title={texts.title}
      count={offers.length + proposals.length}
      sentence={texts.lead}
      actions={
        makes && (
          <LinkButton to={`/cases/${its.id}/offers/new`} look="primary" icon="plus">
            {mediates ? texts.propose : texts.make}
          </LinkButton>
        )
      }
    >
      {answer && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      {offers.length + proposals.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="message" />
      ) : (
        <div className="grid items-start gap-6 xl:grid-cols-2">
          {[...proposals, ...offers].map((offer) => (
            <OfferCard key={offer.id} {...{ offer, its, side, mediates, talking, now, answer }} />
          ))}
        </div>
      )}
    </Section>
  )
}
