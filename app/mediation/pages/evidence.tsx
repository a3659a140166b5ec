import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { kindOfPath } from '../channels/kinds'
import { doRequestDeed } from '../evidence/deeds.server'
import { requestForm } from '../evidence/form'
import { readEvidence } from '../evidence/reading.server'
import { EvidenceList } from '../parts/evidence-list'
import { EvidenceRequests } from '../parts/evidence-requests'

export const handle = page({ access: 'seat', title: 'mediation.evidence' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const kind = found(kindOfPath(params.channel ?? 'joint'))
  return { ...found(await readEvidence(db, params.caseId!, kind)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const kind = found(kindOfPath(params.channel ?? 'joint'))
  return withForm(entered, requestForm, async (tx, values) => {
    found(await readEvidence(tx, params.caseId!, kind))
    await doRequestDeed(tx, actor, params.caseId!, kind, values)
    return redirect(`/cases/${params.caseId}/evidence/${kind}?done=saved`)
  })
}

export default function Evidence() {
  const read = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  return (
    <>
      <EvidenceList {...read} />
      {read.kind === 'joint' && <EvidenceRequests {...read} answer={answer} />}
    </>
  )
}
