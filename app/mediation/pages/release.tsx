import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Channel } from '~/design/channel'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { releaseForm } from '../channels/form'
import { sideOfPath, toneOf } from '../channels/kinds'
import { findReleasable, releaseMessage } from '../channels/release.server'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.talk', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const side = found(sideOfPath(params.side))
  const { its, body, title } = found(await findReleasable(db, params.caseId!, side, params.messageId!))
  return { its, body, title, side }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const side = found(sideOfPath(params.side))
  return withForm(entered, releaseForm, async (tx) => {
    found(await findReleasable(tx, params.caseId!, side, params.messageId!))
    await releaseMessage(tx, actor, params.caseId!, side, params.messageId!)
    return redirect(`/cases/${params.caseId}/joint?done=sent`)
  })
}

/** The exact words, under the name and color of where they would go, before they go. */
export default function Release() {
  const { its, body, side } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.talk
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: all.channels[`caucus_${side}`].name, to: `/cases/${its.id}/caucus/${side}` },
        ]}
        title={texts.releaseTitle}
      />
      <Channel name={all.channels.joint.name} note={all.channels.joint.note} tone={toneOf.joint}>
        <p className="mb-1 text-sm text-ink-soft">{texts.releaseText}</p>
        <blockquote className="max-w-prose whitespace-pre-line">{body}</blockquote>
        <div className="mt-4">
          <ConfirmMove
            move="release"
            verb={texts.release}
            title={texts.releaseTitle}
            consequences={[...texts.releaseWhat]}
            undo={{ possible: false, words: texts.releaseUndo }}
            answer={answer}
          />
        </div>
      </Channel>
    </>
  )
}
