import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { doneOfTalk, talkForm } from '../channels/form'
import { sideOfPath } from '../channels/kinds'
import { earlierThan } from '../channels/paging'
import { readTalk, speak } from '../channels/talk.server'
import { isClosed } from '../lifecycle'
import { isTalking } from '../offers/reading.server'
import { SharedDrafts } from '../parts/shared-drafts'
import { Talk } from '../parts/talk'
import { listShared } from '../teamwork/reading.server'

export const handle = page({ access: 'seat', title: 'mediation.talk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const side = found(sideOfPath(params.side))
  const talk = found(await readTalk(db, actor, params.caseId!, `team_${side}`, earlierThan(url)))
  return {
    ...talk,
    side,
    drafts: await listShared(db, params.caseId!, side),
    talking: isTalking(talk.its.state),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  const kind = `team_${found(sideOfPath(params.side))}` as const
  return withForm(entered, talkForm, async (tx, values) => {
    found(await readTalk(tx, actor, params.caseId!, kind))
    await speak(tx, actor, params.caseId!, kind, values, now)
    return redirect(`/cases/${params.caseId}/team/${params.side}?done=${doneOfTalk[values.move]}`)
  })
}

export default function Team() {
  const { side, drafts, talking, ...talk } = useLoaderData<typeof loader>()
  const { id: caseId, state } = talk.its
  return (
    <>
      <Talk {...talk} answer={answerOf(useActionData<typeof action>())} />
      <SharedDrafts at={{ caseId, side }} drafts={drafts} talking={talking} open={!isClosed(state)} />
    </>
  )
}
