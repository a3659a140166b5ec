import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { reasonForm } from '../form'
import { useRoundTitle } from '../parts/round-title'
import { useRoundsTexts } from '../parts/texts'
import { suspendRound } from '../publishing.server'
import { findRound } from '../queries.server'

export const handle = page({ access: 'round.run', title: 'rounds.suspension', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id, title, titleEn } = found(await findRound(db, actor, params.roundId!))
  return { round: { id, title, titleEn } }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { roundId } = entered.params
  return withForm(entered, reasonForm, async (tx, { reason }) => {
    await suspendRound(tx, entered.actor, roundId!, reason, entered.now)
    return redirect(`/rounds/${roundId}?done=round-suspended`)
  })
}

export default function Suspension() {
  const { round } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.suspension
  const titleOf = useRoundTitle()
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/rounds' },
          { label: titleOf(round), to: `/rounds/${round.id}` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <CheckedForm form={reasonForm} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <TextArea {...field('reason')} label={texts.reason} hint={texts.reasonHint} width="full" />
            <Button look="danger" busy={busy}>
              {texts.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
