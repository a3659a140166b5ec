import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { ConfirmationWindow } from '../parts/confirmation-window'
import { Obligations } from '../parts/obligations'
import { SettlementText } from '../parts/settlement-text'
import { useMediationTexts } from '../parts/texts'
import { doneOfSettlement, settlementForm } from '../settlements/form'
import { doSettlementDeed, readSettlement } from '../settlements/reading.server'

export const handle = page({ access: 'seat', title: 'mediation.settlement' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  return { ...found(await readSettlement(db, actor, params.caseId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  return withForm(entered, settlementForm, async (tx, values) => {
    const { its } = found(await readSettlement(tx, actor, params.caseId!))
    await doSettlementDeed(tx, actor, its.id, values, now)
    return redirect(`/cases/${its.id}/settlement?done=${doneOfSettlement[values.move]}`)
  })
}

export default function Settlement() {
  const read = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { settlement: texts } = useMediationTexts()
  if (!read.newest) return <Empty title={texts.empty} why={texts.emptyWhy} icon="document" />
  return (
    <>
      {read.obligations.length > 0 && <Obligations {...read} state={read.its.state} answer={answer} />}
      {read.confirmation && (
        <ConfirmationWindow
          caseId={read.its.id}
          confirmation={read.confirmation}
          side={read.side}
          answer={answer}
        />
      )}
      <SettlementText {...read} newest={read.newest} answer={answer} />
    </>
  )
}
