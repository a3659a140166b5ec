import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Channel } from '~/design/channel'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findExpertReleasable, releaseOfExpert } from '../channels/experts.server'
import { releaseForm } from '../channels/form'
import { expertNoOf, expertPath, toneOf } from '../channels/kinds'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.expert' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const no = found(expertNoOf(params.no))
  const { channel: _, ...read } = found(await findExpertReleasable(db, params.caseId!, no, params.messageId!))
  return read
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const no = found(expertNoOf(params.no))
  return withForm(entered, releaseForm, async (tx) => {
    found(await findExpertReleasable(tx, params.caseId!, no, params.messageId!))
    await releaseOfExpert(tx, actor, params.caseId!, no, params.messageId!)
    return redirect(`/cases/${params.caseId}/experts/${no}?done=release-agreed`)
  })
}

/** The exact words, before one of the two says that they may go to everybody. */
export default function ExpertRelease() {
  const { its, no, expertName, body } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const texts = all.experts
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: `${texts.name} ${no} · ${expertName}`, to: `/cases/${its.id}/${expertPath(no)}` },
        ]}
        title={texts.releaseTitle}
      />
      <Channel name={all.channels.joint.name} note={all.channels.joint.note} tone={toneOf.joint}>
        <p className="mb-1 text-sm text-ink-soft">{all.talk.releaseText}</p>
        <blockquote className="max-w-prose whitespace-pre-line">{body}</blockquote>
        <div className="mt-4">
          <ConfirmMove
            move="release"
            verb={all.talk.release}
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
