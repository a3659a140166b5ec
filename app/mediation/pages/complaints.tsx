import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { complaintForm, doneOfComplaint } from '../matters/form'
import { complain, withdrawComplaint } from '../matters/opening.server'
import { readComplaints } from '../matters/reading.server'
import { ComplaintForm, Complaints } from '../parts/complaints'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'seat', title: 'mediation.complaints' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  return { ...found(await readComplaints(db, params.caseId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params, now } = entered
  return withForm(entered, complaintForm, async (tx, values) => {
    found(await readComplaints(tx, params.caseId!))
    if (values.move === 'complain') await complain(tx, params.caseId!, values, now)
    else await withdrawComplaint(tx, values.complaintId, values.reason)
    return redirect(`/cases/${params.caseId}/complaints?done=${doneOfComplaint[values.move]}`)
  })
}

export default function ComplaintsPage() {
  const { its, mediators, complaints, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const { matters: texts } = all
  const withdraws = answer?.values.move === 'withdraw'
  return (
    <>
      <PageHead
        trail={[
          { label: its.number, to: `/cases/${its.id}` },
          { label: all.mediator.title, to: `/cases/${its.id}/mediator` },
        ]}
        title={texts.complaints}
        sentence={texts.complaintsLead}
      />
      <Complaints complaints={complaints} answer={withdraws ? answer : undefined} now={now} />
      {mediators.length > 0 && (
        <ComplaintForm mediators={mediators} answer={withdraws ? undefined : answer} />
      )}
    </>
  )
}
