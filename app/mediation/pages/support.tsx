import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Thread } from '~/design/thread'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { type CaseRole, toneOf } from '../channels/kinds'
import { SupportChip } from '../parts/support-chip'
import { useMediationTexts } from '../parts/texts'
import { readingForm } from '../supports/form'
import { endSupport, readSupported } from '../supports/supports.server'

export const handle = page({ access: 'support.ask', title: 'mediation.support' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readSupported(db, params.supportId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params } = entered
  return withForm(entered, readingForm, async (tx) => {
    const { support } = found(await readSupported(tx, params.supportId!))
    await endSupport(tx, support.id)
    return redirect('/office/support?done=support-ended')
  })
}

/** What support may read of a case while it may; nothing is written here. */
export default function Support() {
  const { support, talks } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const { support: texts } = all
  return (
    <>
      <PageHead
        trail={[{ label: texts.desk, to: '/office/support' }]}
        title={support.number}
        state={<SupportChip support={support} />}
        sentence={support.reason}
      />
      {support.runs ? (
        <>
          <div className="mb-6 flex flex-wrap items-center gap-4">
            <p className="text-ink-soft">
              {texts.readingUntil} <Moment at={support.endsAt!} />
            </p>
            <ConfirmMove
              move="end"
              verb={texts.moves.end.verb}
              look="secondary"
              title={texts.moves.end.title}
              consequences={[...texts.moves.end.what]}
              undo={{ possible: false, words: texts.moves.end.undo }}
              answer={answer}
            />
          </div>
          {talks.map(({ kind, messages }) => (
            <Section key={kind} title={all.channels[kind].name} count={messages.length}>
              {messages.length === 0 ? (
                <Empty title={all.talk.empty} why={texts.emptyWhy} icon="message" />
              ) : (
                <Thread
                  messages={messages.map(({ id, name, at, body, side }) => ({
                    id,
                    who: name,
                    at,
                    body,
                    channel: { name: all.channels[kind].name, tone: toneOf[kind] },
                    ...(side && { role: all.roles[side as CaseRole] }),
                  }))}
                />
              )}
            </Section>
          ))}
        </>
      ) : (
        <Empty
          title={support.granted === null ? texts.states.waiting : texts.states.over}
          why={support.granted === null ? texts.waitingWhy : texts.overWhy}
          icon="eye-off"
        />
      )}
    </>
  )
}
