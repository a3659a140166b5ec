import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { reasonForm } from '../form'
import { findCancelProposal } from '../overview/head.server'
import { useRoundTitle } from '../parts/round-title'
import { useRoundsTexts } from '../parts/texts'
import { cancelRound } from '../publishing.server'
import { findRound } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.cancellation', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title, titleEn, state } = found(await findRound(db, actor, params.roundId!))
  const proposal = state === 'draft' ? null : await findCancelProposal(db, id)
  return { round: { id, title, titleEn, state }, proposal, own: proposal?.personId === actor.personId }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, reasonForm, async (tx, { reason }) => {
    const canceled = await cancelRound(tx, entered.actor, roundId!, reason)
    return redirect(canceled ? `/rounds?done=round-canceled` : `/rounds/${roundId}?done=cancel-proposed`)
  })
}

export default function Cancellation() {
  const { round, proposal, own } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.cancellation
  const format = useFormat()
  const titleOf = useRoundTitle()
  const draft = round.state === 'draft'
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/rounds' },
          { label: titleOf(round), to: `/rounds/${round.id}` },
        ]}
        title={draft ? all.wizard.remove : texts.title}
        sentence={draft ? undefined : texts.lead}
      />
      {!draft && (
        <ul className="mb-6 list-disc space-y-1.5 pl-5">
          {texts.what.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {proposal && (
        <div className="mb-6">
          <Notice
            meaning="attention"
            title={own ? texts.own : texts.pending(proposal.name, format.dateTime(proposal.at))}
          >
            {proposal.note}
          </Notice>
        </div>
      )}
      {!own && (
        <CheckedForm
          form={reasonForm}
          answer={answer}
          defaults={{ reason: proposal?.note ?? '' }}
          className="max-w-2xl space-y-5"
        >
          {(field, busy) => (
            <>
              <TextArea
                {...field('reason')}
                label={texts.reason}
                hint={draft ? undefined : texts.reasonHint}
                width="full"
              />
              <Button look="danger" busy={busy}>
                {draft ? texts.submitDraft : proposal ? texts.second : texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
    </>
  )
}
