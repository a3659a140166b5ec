import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { useFormat } from '~/design/format'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { responseForm } from '../intake/form'
import { readResponse, respond } from '../intake/respond.server'
import { Objections } from '../parts/objections'
import { ResponseOptions } from '../parts/response-options'
import { TermsSection } from '../parts/terms'
import { sideIn } from '../channels/kinds'
import { useMediationTexts } from '../parts/texts'
import { WhoClaims } from '../parts/who-claims'

export const handle = page({ access: 'seat', title: 'mediation.response' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readResponse(db, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params } = entered
  return withForm(entered, responseForm, async (tx, values) => {
    const { its } = found(await readResponse(tx, params.caseId!))
    await respond(tx, its.id, values)
    return redirect(`/cases/${its.id}?done=${doneOf[values.move]}`)
  })
}

const doneOf = {
  accept: 'talks-begin',
  decline: 'case-declined',
  ask_extension: 'extension-asked',
  extend: 'extended',
}

export default function Response() {
  const { its, objections, offer, dueAt, asked } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.response
  const format = useFormat()
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/cases' },
          { label: its.number, to: `/cases/${its.id}` },
        ]}
        title={texts.title(dueAt ? format.dateTime(dueAt) : '')}
        sentence={texts.lead}
      />
      <WhoClaims its={its} />
      <ResponseOptions roles={its.roles} extended={its.extended} asked={asked} answer={answer} />
      <Objections objections={objections} currency={its.currency} unlinked={sideIn(its.roles) === null} />
      {offer && <TermsSection terms={offer.terms} currency={its.currency} title={texts.offer} />}
    </>
  )
}
