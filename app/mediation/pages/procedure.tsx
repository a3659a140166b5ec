import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { doneOfTalk, talkForm } from '../channels/form'
import { readTalk, speak } from '../channels/talk.server'
import { Talk } from '../parts/talk'
import { TemplateChoice } from '../parts/template-choice'
import { findCase } from '../queries.server'
import { begun } from '../templates/filling'
import { readUsable } from '../templates/reading.server'
import { earlierThan } from '../channels/paging'

export const handle = page({ access: 'seat', title: 'mediation.talk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const talk = found(await readTalk(db, actor, params.caseId!, 'procedure', earlierThan(url)))
  if (!talk.its.roles.includes('registrar')) return { ...talk, usable: null }
  const its = (await findCase(db, params.caseId!))!
  const chosen = url.searchParams.get('template')
  return {
    ...talk,
    usable: await readUsable(db, its, { kind: 'procedure', chosen, locale: actor.locale, now }),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, talkForm, async (tx, values) => {
    found(await readTalk(tx, actor, params.caseId!, 'procedure'))
    await speak(tx, actor, params.caseId!, 'procedure', values, now)
    return redirect(`/cases/${params.caseId}/procedure?done=${doneOfTalk[values.move]}`)
  })
}

export default function Procedure() {
  const { usable, ...talk } = useLoaderData<typeof loader>()
  return (
    <>
      {usable && <TemplateChoice {...usable} />}
      <Talk
        key={usable?.chosen?.id ?? ''}
        {...talk}
        draft={begun(talk.draft, usable?.chosen?.text)}
        answer={answerOf(useActionData<typeof action>())}
      />
    </>
  )
}
