import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { Supports } from '../parts/supports'
import { useMediationTexts } from '../parts/texts'
import { doneOfSupport, supportForm } from '../supports/form'
import { doSupportDeed, readSupports } from '../supports/supports.server'

export const handle = page({ access: 'seat', title: 'mediation.case-support', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return found(await readSupports(db, params.caseId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { params } = entered
  return withForm(entered, supportForm, async (tx, deed) => {
    const { its } = found(await readSupports(tx, params.caseId!))
    await doSupportDeed(tx, its.id, deed)
    return redirect(`/cases/${its.id}/support?done=${doneOfSupport[deed.move]}`)
  })
}

export default function CaseSupports() {
  const { its, supports } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/cases' },
          { label: its.number, to: `/cases/${its.id}` },
        ]}
        title={all.support.title}
        sentence={all.support.lead}
      />
      <Supports supports={supports} heads={its.roles.includes('head')} answer={answer} />
    </>
  )
}
