import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { kindOfPath } from '../channels/kinds'
import { addEvidence } from '../evidence/adding.server'
import { evidenceForm } from '../evidence/form'
import { readEvidenceForm } from '../evidence/reading.server'
import { EvidenceUpload } from '../parts/evidence-upload'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.evidence', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const kind = found(kindOfPath(params.channel))
  const { channel: _, ...read } = found(await readEvidenceForm(db, params.caseId!, kind))
  return read
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const kind = found(kindOfPath(params.channel))
  return withForm(entered, evidenceForm, async (tx, values) => {
    const { its, channel } = found(await readEvidenceForm(tx, params.caseId!, kind))
    await addEvidence(tx, actor, its, channel, values)
    return redirect(`/cases/${its.id}/evidence/${kind}?done=saved`)
  })
}

export default function NewEvidence() {
  const { its, kind, objections } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { evidence: texts } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: texts.title, to: `/cases/${its.id}/evidence/${kind}` },
        ]}
        title={texts.add}
      />
      <EvidenceUpload kind={kind} objections={objections} answer={answer} />
    </>
  )
}
