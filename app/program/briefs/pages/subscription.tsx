import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withDoor } from '~/web/with-door.server'
import { settleSubscription } from '../commands.server'
import { subscriptionForm } from '../form'
import { useBriefTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'program.subscription' })

export async function loader(args: LoaderFunctionArgs) {
  const { url } = await enter(args, handle)
  const settled = url.searchParams.get('settled')
  return { settled: settled === 'confirm' || settled === 'end' ? settled : null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withDoor(entered, subscriptionForm, async (tx, { move }) => {
    await settleSubscription(tx, entered.params.token!, move)
    return redirect(`?settled=${move}`)
  })
}

export default function Subscription() {
  const { settled } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useBriefTexts().subscribe
  return (
    <>
      <PageHead title={texts.settle} sentence={settled === null && texts.settleLead} />
      {answer && <AnswerSummary answer={answer} />}
      {settled ? (
        <Notice meaning="ok">{settled === 'confirm' ? texts.confirmed : texts.ended}</Notice>
      ) : (
        <div className="flex gap-3">
          <MoveForm move="confirm">
            <Button look="primary">{texts.confirm}</Button>
          </MoveForm>
          <MoveForm move="end">
            <Button>{texts.end}</Button>
          </MoveForm>
        </div>
      )}
    </>
  )
}
