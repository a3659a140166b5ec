import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { FormSummary } from '~/design/form-summary'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { useWebTexts } from '~/web/texts'
import { withForm } from '~/web/with-form.server'
import { guestForm } from '../guests/form'
import { doGuestDeed, readGuest } from '../guests/guest.server'
import { EvidenceList } from '../parts/evidence-list'
import { GuestOptions } from '../parts/guest-options'
import { Objections } from '../parts/objections'
import { TermsSection } from '../parts/terms'
import { useMediationTexts } from '../parts/texts'
import { WhoClaims } from '../parts/who-claims'

export const handle = page({ access: 'anyone', title: 'mediation.guest' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readGuest(db, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params } = entered
  return withForm(entered, guestForm, async (tx, values) => {
    const { its } = found(await readGuest(tx, params.caseId!))
    await doGuestDeed(tx, its.id, values)
    return redirect(`/guest/${its.id}?done=${doneOf[values.move]}`)
  })
}

const doneOf = {
  accept: 'talks-begin',
  decline: 'guest-declined',
  ask_extension: 'extension-asked',
  right_person: 'right-person',
}

export default function Guest() {
  const { its, objections, offer, dueAt, asked, declined, counter, mayCounter, evidence } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const format = useFormat()
  const { signOut } = useWebTexts()
  return (
    <div className="max-w-4xl">
      <PageHead
        title={dueAt ? all.response.title(format.dateTime(dueAt)) : `${all.guest.title} · ${its.number}`}
        sentence={all.response.lead}
      />
      <WhoClaims its={its} />
      {answer && (
        <FormSummary
          problems={answer.problems}
          refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
        />
      )}
      <GuestOptions
        its={its}
        counterTo={mayCounter ? `/guest/${its.id}/offer` : null}
        {...{ asked, declined, answer }}
      />
      <Objections objections={objections} currency={its.currency} unlinked />
      {offer && <TermsSection terms={offer.terms} currency={its.currency} title={all.response.offer} />}
      {counter && <TermsSection terms={counter} currency={its.currency} title={all.guest.yours} />}
      <EvidenceList
        its={its}
        kind="joint"
        places={['joint']}
        items={evidence.items}
        at={{
          item: (itemId) => `/guest/${its.id}/items/${itemId}`,
          add: evidence.left > 0 ? `/guest/${its.id}/files/new` : null,
        }}
      />
      <p className="mt-2 text-sm text-ink-soft">{all.guest.filesLeft(format.number(evidence.left))}</p>
      <Form method="post" action="/sign-out" className="mt-8">
        <Button look="quiet">{signOut}</Button>
      </Form>
    </div>
  )
}
