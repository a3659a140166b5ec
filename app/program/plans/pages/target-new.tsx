import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { is } from '~/people/actor'
import { usePlaceOptions } from '~/people/parts/place-options'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useProgramTexts } from '../../parts/texts'
import { proposeTarget } from '../commands.server'
import { measures, targetForm } from '../form'
import { usePlanTexts } from '../parts/texts'
import { findPlanById, listCoveringAgencies, listOwnScopes } from '../queries.server'

export const handle = page({ access: 'program.work', title: 'program.target-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const plan = found(await findPlanById(db, params.planId!))
  const officer = is(actor, 'officer')
  const agencies = officer ? await listCoveringAgencies(db) : []
  return { plan, officer, own: actor.organizationId, agencies, ...(await listOwnScopes(db, actor)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, targetForm, async (tx, values) => {
    const { actor, params, now } = entered
    const id = await proposeTarget(tx, actor, params.planId!, values, now)
    return redirect(
      `/office/plan/targets/${id}?done=${is(actor, 'officer') ? 'target-set' : 'target-proposed'}`,
    )
  })
}

export default function NewTarget() {
  const { plan, officer, own, agencies, districts, sectors } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePlanTexts()
  const words = useProgramTexts()
  const places = usePlaceOptions()
  const group = (kind: 'district' | 'sector', label: string, rows: typeof districts) =>
    rows.length === 0
      ? []
      : [
          {
            label,
            options: places(rows).map(({ value, label: name }) => ({
              value: `${kind}:${value}`,
              label: name,
            })),
          },
        ]
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/office/plan' },
          { label: texts.titleOf(plan.year), to: `/office/plan?year=${plan.year}` },
        ]}
        title={officer ? texts.addOffice : texts.add}
        sentence={officer ? texts.setLead : texts.proposeLead}
      />
      <CheckedForm
        form={targetForm}
        answer={answer}
        className="max-w-md space-y-5"
        defaults={{
          dueOn: `${plan.year}-12-31`,
          scope: officer ? 'city' : 'agency',
          ...(officer && { orgId: own }),
        }}
      >
        {(field, busy) => (
          <>
            {officer && (
              <SelectField
                {...field('orgId')}
                label={texts.form.agency}
                hint={texts.form.agencyHint}
                options={[
                  { value: own, label: words.ownOffice },
                  ...agencies
                    .filter(({ id }) => id !== own)
                    .map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
            <SelectField
              {...field('scope')}
              label={texts.form.scope}
              hint={texts.form.scopeHint}
              options={[
                ...(officer ? [{ value: 'city', label: texts.form.scopeCity }] : []),
                { value: 'agency', label: officer ? texts.form.scopeAgency : texts.form.scopeOwn },
                ...group('district', texts.form.districts, districts),
                ...group('sector', texts.form.sectors, sectors),
              ]}
            />
            <SelectField
              {...field('measure')}
              label={texts.form.measure}
              options={measures.map((value) => ({ value, label: words.measures[value] }))}
            />
            <NumberField
              {...field('number')}
              label={texts.form.number}
              hint={texts.form.numberHint}
              width="short"
            />
            <DateField {...field('dueOn')} label={texts.form.dueOn} />
            <Button look="primary" busy={busy}>
              {officer ? texts.form.set : texts.form.propose}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
