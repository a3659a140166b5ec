import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { dayOf, hourOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listCountedTargets } from '../../figures.server'
import { PlainText } from '../../parts/plain-text'
import { publishPlan } from '../commands.server'
import { planMoveForm } from '../form'
import { asked, askedYear } from '../asked'
import { PlanTargets } from '../parts/plan-targets'
import { usePlanTexts } from '../parts/texts'
import { Years } from '../parts/years'
import { listPlans, listSilent } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'program.plan' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const today = dayOf(now)
  const plans = await listPlans(db)
  const year = askedYear(url.searchParams, today, plans)
  const plan = plans.find((row) => row.year === year) ?? null
  const filter = asked(url.searchParams, actor.organizationId)
  const targets = plan ? await listCountedTargets(db, plan.id, today, filter) : []
  const silent = plan?.publishedAt && is(actor, 'officer', 'auditor') ? await listSilent(db, plan.id) : []
  return { year, today, years: plans.map((row) => row.year), plan, targets, silent, ...rightsOf(actor) }
}

const rightsOf = (actor: Parameters<typeof is>[0]) => ({
  manages: is(actor, 'officer'),
  proposes: is(actor, 'officer', 'liaison', 'leader'),
})

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, planMoveForm, async (tx, { planId, year }) => {
    await publishPlan(tx, entered.actor, planId)
    return redirect(`/office/plan?year=${year}&done=plan-published`)
  })
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Plan() {
  const data = useLoaderData<typeof loader>() as Data
  const { plan, year, years, today, targets, silent, manages, proposes } = data
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePlanTexts()
  const format = useFormat()
  if (!plan)
    return (
      <>
        <PageHead title={texts.title} sentence={texts.lead} />
        <Years years={years} year={year} />
        <Empty
          icon="target"
          title={texts.none(year)}
          why={manages ? texts.noneWhy : texts.noneYetWhy}
          action={
            manages && (
              <LinkButton to={`/office/plan/new?year=${year}`} look="primary" icon="plus">
                {texts.create}
              </LinkButton>
            )
          }
        />
      </>
    )
  const due = format.date(hourOf(plan.targetsDue, 12))
  const addTarget = (
    <LinkButton
      to={`/office/plan/${plan.id}/targets/new`}
      look={plan.publishedAt ? 'primary' : 'secondary'}
      icon="plus"
    >
      {manages ? texts.addOffice : texts.add}
    </LinkButton>
  )
  return (
    <>
      <PageHead
        title={plan.title}
        state={!plan.publishedAt && <Chip meaning="attention">{texts.draft}</Chip>}
        sentence={texts.lead}
        primary={
          plan.publishedAt ? (
            proposes && addTarget
          ) : (
            <ConfirmMove
              move="publish"
              verb={texts.publish}
              title={texts.publishWhat}
              consequences={[texts.publishWho, texts.publishDue(due)]}
              undo={{ possible: false, words: texts.publishUndo }}
              answer={answer}
            >
              <input type="hidden" name="planId" value={plan.id} />
              <input type="hidden" name="year" value={plan.year} />
            </ConfirmMove>
          )
        }
        more={
          manages && (
            <>
              <MenuLink to={`/office/plan/${plan.id}/edit`} icon="edit">
                {texts.edit}
              </MenuLink>
              {!plan.publishedAt && (
                <MenuLink to={`/office/plan/${plan.id}/targets/new`} icon="plus">
                  {texts.addOffice}
                </MenuLink>
              )}
            </>
          )
        }
      />
      <Years years={years} year={year} manages={manages} />
      <Columns
        side={
          <>
            <Section
              title={texts.objectives}
              sentence={[plan.publishedAt && texts.published(format.date(plan.publishedAt)), texts.due(due)]
                .filter(Boolean)
                .join(' · ')}
            >
              <PlainText>{plan.objectives || texts.noObjectives}</PlainText>
            </Section>
            {silent.length > 0 && (
              <Section title={texts.silent} count={silent.length}>
                <Notice meaning={today > plan.targetsDue ? 'risk' : 'info'}>
                  {(today > plan.targetsDue ? texts.silentLate : texts.silentYet)(silent.length)}
                </Notice>
                <ul className="mt-3 space-y-1 text-sm">
                  {silent.map(({ id, name }) => (
                    <li key={id}>{name}</li>
                  ))}
                </ul>
              </Section>
            )}
          </>
        }
      >
        <PlanTargets targets={targets} day={today} year={year} />
      </Columns>
    </>
  )
}
