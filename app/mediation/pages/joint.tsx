import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { doneOfTalk, talkForm } from '../channels/form'
import { readTalk, speak } from '../channels/talk.server'
import { Talk } from '../parts/talk'
import { earlierThan } from '../channels/paging'

export const handle = page({ access: 'seat', title: 'mediation.talk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  return found(await readTalk(db, actor, params.caseId!, 'joint', earlierThan(url)))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, talkForm, async (tx, values) => {
    found(await readTalk(tx, actor, params.caseId!, 'joint'))
    await speak(tx, actor, params.caseId!, 'joint', values, now)
    return redirect(`/cases/${params.caseId}/joint?done=${doneOfTalk[values.move]}`)
  })
}

export default function Joint() {
  return <Talk {...useLoaderData<typeof loader>()} answer={answerOf(useActionData<typeof action>())} />
}
