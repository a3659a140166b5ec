import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { listDistricts } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { submitAuthorization } from '../commands.server'
import { authorizationForm } from '../form'
import { LetterForm } from '../parts/letter-form'
import { useAuthorizationTexts } from '../parts/texts'
import { findLetter, type LetterRow, listSubjects } from '../queries.server'

export const handle = page({ access: 'bid.submit', title: 'rounds.authorization-new', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const renews = url.searchParams.get('renews')
  const former = renews === null ? null : found(await findLetter(db, actor, renews))
  return { former, subjects: await listSubjects(db), districts: await listDistricts(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, authorizationForm, async (tx, values) => {
    const id = await submitAuthorization(tx, entered.actor, values)
    return redirect(`/authorizations/${id}?done=authorization-submitted`)
  })
}

export default function AuthorizationNew() {
  const { subjects, districts, ...data } = useLoaderData<typeof loader>()
  const former = data.former as LetterRow | null
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAuthorizationTexts()
  const corrects = former?.state === 'returned'
  return (
    <>
      <PageHead
        trail={[{ label: texts.toList, to: '/qualification' }]}
        title={former && !corrects ? texts.renewTitle : texts.newTitle}
        sentence={corrects ? texts.againLead : former ? texts.renewLead : texts.newLead}
      />
      <LetterForm former={former} subjects={subjects} districts={districts} answer={answer} />
    </>
  )
}
