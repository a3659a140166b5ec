import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listEarlier } from '../channels/earlier.server'
import { doneOfTalk, talkForm } from '../channels/form'
import { sideOfPath } from '../channels/kinds'
import { earlierThan } from '../channels/paging'
import { readTalk, speak } from '../channels/talk.server'
import { EarlierCaucuses } from '../parts/earlier-caucuses'
import { Talk } from '../parts/talk'

export const handle = page({ access: 'seat', title: 'mediation.talk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const side = found(sideOfPath(params.side))
  const talk = found(await readTalk(db, actor, params.caseId!, `caucus_${side}`, earlierThan(url)))
  return { ...talk, side, earlier: await listEarlier(db, params.caseId!, side) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  const kind = `caucus_${found(sideOfPath(params.side))}` as const
  return withForm(entered, talkForm, async (tx, values) => {
    found(await readTalk(tx, actor, params.caseId!, kind))
    await speak(tx, actor, params.caseId!, kind, values, now)
    return redirect(`/cases/${params.caseId}/caucus/${params.side}?done=${doneOfTalk[values.move]}`)
  })
}

export default function Caucus() {
  const { side, earlier, ...talk } = useLoaderData<typeof loader>()
  return (
    <>
      <Talk {...talk} answer={answerOf(useActionData<typeof action>())} />
      <EarlierCaucuses at={`/cases/${talk.its.id}/caucus/${side}`} earlier={earlier} />
    </>
  )
}
