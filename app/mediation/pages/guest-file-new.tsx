import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { evidenceForm } from '../evidence/form'
import { bringFile, readGuestFile } from '../guests/bringing.server'
import { EvidenceUpload } from '../parts/evidence-upload'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'mediation.guest', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { channel: _, ...read } = found(await readGuestFile(db, params.caseId!))
  return read
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, evidenceForm, async (tx, values) => {
    found(await readGuestFile(tx, params.caseId!))
    await bringFile(tx, actor, params.caseId!, values)
    return redirect(`/guest/${params.caseId}?done=saved`)
  })
}

export default function GuestFileNew() {
  const { its, kind, objections } = useLoaderData<typeof loader>()
  const { evidence: texts } = useMediationTexts()
  return (
    <>
      <PageHead trail={[{ label: its.number, to: `/guest/${its.id}` }]} title={texts.add} />
      <EvidenceUpload kind={kind} objections={objections} answer={answerOf(useActionData<typeof action>())} />
    </>
  )
}
