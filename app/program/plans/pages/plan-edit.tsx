import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { changePlan } from '../commands.server'
import { planForm } from '../form'
import { PlanFields } from '../parts/plan-fields'
import { usePlanTexts } from '../parts/texts'
import { findPlanById } from '../queries.server'

export const handle = page({ access: 'program.manage', title: 'program.plan-edit' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  return { plan: found(await findPlanById(db, params.planId!)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, planForm, async (tx, values) => {
    const plan = found(await findPlanById(tx, entered.params.planId!))
    await changePlan(tx, entered.actor, plan.id, values)
    return redirect(`/office/plan?year=${plan.year}&done=saved`)
  })
}

export default function EditPlan() {
  const { plan } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePlanTexts()
  const { year, title, objectives, targetsDue } = plan
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/plan' },
          { label: texts.titleOf(year), to: `/office/plan?year=${year}` },
        ]}
        title={texts.edit}
      />
      <PlanFields
        answer={answer}
        defaults={{ year: String(year), title, objectives, targetsDue }}
        fixedYear
      />
    </>
  )
}
