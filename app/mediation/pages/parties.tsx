import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { Invitations } from '../parts/invitations'
import { SeatForm, Seats } from '../parts/seats'
import { useMediationTexts } from '../parts/texts'
import { doneOfParties, seatForm } from '../seat-form'
import { doPartyDeed, readParties } from '../seats.server'

export const handle = page({ access: 'seat', title: 'mediation.parties' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return found(await readParties(db, actor, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, seatForm, async (tx, values) => {
    found(await readParties(tx, actor, params.caseId!))
    await doPartyDeed(tx, actor, params.caseId!, values)
    return redirect(`/cases/${params.caseId}/parties?done=${doneOfParties[values.move]}`)
  })
}

export default function Parties() {
  const { its, seats, side, colleagues, invitations } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { parties: texts, support } = useMediationTexts()
  return (
    <>
      <Section title={texts.title} sentence={texts.lead}>
        <Seats seats={seats} side={side} answer={answer} />
      </Section>
      {side && <SeatForm colleagues={colleagues} answer={answer} />}
      {invitations.length > 0 && (
        <Invitations
          invitations={invitations}
          mayInvite={its.state === 'awaiting_response'}
          answer={answer}
        />
      )}
      <p className="mt-6">
        <TextLink to="../support" relative="path">
          {support.title}
        </TextLink>
      </p>
    </>
  )
}
