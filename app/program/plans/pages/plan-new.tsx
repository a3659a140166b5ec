import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { askedYear } from '../asked'
import { createPlan } from '../commands.server'
import { planForm } from '../form'
import { PlanFields } from '../parts/plan-fields'
import { usePlanTexts } from '../parts/texts'

export const handle = page({ access: 'program.manage', title: 'program.plan-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { url, now } = await enter(args, handle)
  return { year: askedYear(url.searchParams, dayOf(now), []) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, planForm, async (tx, values) => {
    await createPlan(tx, entered.actor, values)
    return redirect(`/office/plan?year=${values.year}&done=saved`)
  })
}

export default function NewPlan() {
  const { year } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePlanTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/plan' }]}
        title={texts.create}
        sentence={texts.createLead}
      />
      <PlanFields answer={answer} defaults={{ year: String(year), targetsDue: `${year}-03-31` }} />
    </>
  )
}
