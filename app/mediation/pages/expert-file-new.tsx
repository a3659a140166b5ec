import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { expertNoOf, expertPath } from '../channels/kinds'
import { addEvidence } from '../evidence/adding.server'
import { evidenceForm } from '../evidence/form'
import { readExpertFile } from '../evidence/of-experts.server'
import { EvidenceUpload } from '../parts/evidence-upload'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.evidence', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const no = found(expertNoOf(params.no))
  const { channel: _, ...read } = found(await readExpertFile(db, params.caseId!, no))
  return read
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const no = found(expertNoOf(params.no))
  return withForm(entered, evidenceForm, async (tx, values) => {
    const { its, channel } = found(await readExpertFile(tx, params.caseId!, no))
    await addEvidence(tx, actor, its, channel, values)
    return redirect(`/cases/${its.id}/${expertPath(no)}?done=saved`)
  })
}

export default function ExpertFileNew() {
  const { its, no, objections } = useLoaderData<typeof loader>()
  const { evidence: texts, channels } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: `${channels.expert.name} ${no}`, to: `/cases/${its.id}/${expertPath(no)}` },
        ]}
        title={texts.add}
      />
      <EvidenceUpload
        kind="expert"
        objections={objections}
        answer={answerOf(useActionData<typeof action>())}
      />
    </>
  )
}
