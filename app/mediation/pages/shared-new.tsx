import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { refuse } from '~/kernel/refusal'
import { addDays, dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { sideOfPath } from '../channels/kinds'
import { SharedForm } from '../parts/shared-form'
import { useMediationTexts } from '../parts/texts'
import { sharedForm, sharedKindOf } from '../teamwork/form'
import { readNewShared } from '../teamwork/reading.server'
import { saveShared } from '../teamwork/shared.server'

export const handle = page({ access: 'seat', title: 'mediation.shared' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const [side, kind] = [found(sideOfPath(params.side)), found(sharedKindOf(params.kind))]
  const read = found(await readNewShared(db, params.caseId!, side, kind))
  return { ...read, expiresOn: addDays(dayOf(now), 14) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params, now } = entered
  const [side, kind] = [found(sideOfPath(params.side)), found(sharedKindOf(params.kind))]
  return withForm(entered, sharedForm[kind], async (tx, deed) => {
    const { its } = found(await readNewShared(tx, params.caseId!, side, kind))
    if (deed.move !== 'save') return refuse('shared-closed')
    const id = await saveShared(tx, actor, { caseId: its.id, side, now }, kind, null, deed)
    return redirect(`/cases/${its.id}/team/${side}/drafts/${id}?done=shared-saved`)
  })
}

export default function NewShared() {
  const { its, side, kind, readers, objections, expiresOn } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: all.channels[`team_${side}`].name, to: `/cases/${its.id}/team/${side}` },
        ]}
        title={all.teamwork.begin[kind]}
        sentence={all.teamwork.beginLead}
      />
      <SharedForm {...{ side, kind, readers, objections, expiresOn, answer }} content={null} version={0} />
    </>
  )
}
