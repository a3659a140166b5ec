import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { proveClaim } from '../claim.server'
import { evidenceForm } from '../form'
import { findEntitlement } from '../queries.server'

export const handle = page({ access: 'license.manage', title: 'licenses.evidence', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { id, no } = found(await findEntitlement(db, params.entitlementId!))
  return { id, no }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, evidenceForm, async (tx, { evidence }) => {
    await proveClaim(tx, entered.actor, entered.params.entitlementId!, evidence!)
    return redirect(`/licenses/${entered.params.entitlementId}?done=proven`)
  })
}

export default function Evidence() {
  const { id, no } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/licenses' },
          { label: no, to: `/licenses/${id}` },
        ]}
        title={all.entitlement.addEvidence}
        sentence={all.claim.evidenceLead}
      />
      <CheckedForm
        form={evidenceForm}
        answer={answer}
        encType="multipart/form-data"
        className="max-w-xl space-y-5"
      >
        {(field, busy) => (
          <>
            <FileDrop {...field('evidence')} label={all.entitlement.evidence} hint={all.claim.evidenceHint} />
            <Button look="primary" busy={busy}>
              {all.claim.addEvidence}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
