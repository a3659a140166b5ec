import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { PageHead } from '~/design/page-head'
import { Stepper } from '~/design/stepper'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listOpenBodies } from '../bodies/bodies.server'
import { draftCase } from '../intake/file.server'
import { draftForm } from '../intake/form'
import { findOpenCase, findSubject, listNameable } from '../intake/subject.server'
import { askedOf } from '../intake/asked'
import { ClaimForm } from '../parts/claim-form'
import { ClaimStart } from '../parts/claim-start'
import { SubjectFacts } from '../parts/subject-facts'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'case.file', title: 'mediation.new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = askedOf(url.searchParams)
  const named = Boolean(asked.line || asked.license)
  const subject = named ? found(await findSubject(db, actor, asked)) : null
  const openCaseId = subject && (await findOpenCase(db, actor, subject))
  const products = actor.kind === 'vendor' && !named ? await listNameable(db) : []
  return { subject, openCaseId, products, bodies: await listOpenBodies(db), kind: actor.kind }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, url, now } = entered
  return withForm(entered, draftForm, async (tx, values) => {
    const asked = { ...askedOf(url.searchParams), product: values.productId, uscc: values.uscc }
    const subject = await findSubject(tx, actor, asked)
    const id = await draftCase(tx, actor, subject, values, now)
    return redirect(`/cases/${id}/first-offer?done=drafted`)
  })
}

export default function NewCase() {
  const { subject, openCaseId, products, bodies, kind } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.claim
  return (
    <>
      <PageHead trail={[{ label: all.list.title, to: '/cases' }]} title={texts.title} sentence={texts.lead} />
      {subject && <Stepper steps={texts.steps.map((label) => ({ label }))} present={0} />}
      {subject ? (
        <Columns side={<SubjectFacts subject={subject} />}>
          <ClaimForm {...{ subject, bodies, answer, openCaseId }} products={[]} />
        </Columns>
      ) : (
        <ClaimStart kind={kind}>
          <ClaimForm {...{ subject, bodies, answer, products }} openCaseId={null} />
        </ClaimStart>
      )}
    </>
  )
}
