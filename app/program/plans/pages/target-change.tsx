import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { is } from '~/people/actor'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useProgramTexts } from '../../parts/texts'
import { changeTarget, proposeAgain } from '../commands.server'
import { changeForm } from '../form'
import { useScopeName } from '../parts/scope-name'
import { usePlanTexts } from '../parts/texts'
import { findTarget } from '../queries.server'

export const handle = page({ access: 'program.work', title: 'program.target-change' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return { target: found(await findTarget(db, params.targetId!)), officer: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, changeForm, async (tx, values) => {
    const { actor, params, now } = entered
    const target = found(await findTarget(tx, params.targetId!))
    if (target.state === 'returned') {
      await proposeAgain(tx, actor, target.id, values, now)
      return redirect(`/office/plan/targets/${target.id}?done=target-proposed`)
    }
    const id = await changeTarget(tx, actor, target.id, values, now)
    return redirect(
      `/office/plan/targets/${id}?done=${is(actor, 'officer') ? 'target-changed' : 'target-proposed'}`,
    )
  })
}

export default function ChangeTarget() {
  const { target, officer } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePlanTexts()
  const words = useProgramTexts()
  const scopeOf = useScopeName()
  const returned = target.state === 'returned'
  const name = `${scopeOf(target)} · ${words.measures[target.measure]}`
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: `/office/plan?year=${target.year}` },
          { label: name, to: `/office/plan/targets/${target.id}` },
        ]}
        title={returned ? texts.form.again : texts.form.change}
        sentence={
          returned ? texts.againLead : officer ? texts.changeLead : `${texts.changeLead} ${texts.changeWaits}`
        }
      />
      <CheckedForm
        form={changeForm}
        answer={answer}
        className="max-w-md space-y-5"
        defaults={{ number: String(target.number), dueOn: target.dueOn }}
      >
        {(field, busy) => (
          <>
            <NumberField
              {...field('number')}
              label={texts.form.number}
              hint={texts.form.numberHint}
              width="short"
            />
            <DateField {...field('dueOn')} label={texts.form.dueOn} />
            <TextArea {...field('reason')} label={texts.form.reason} hint={texts.form.reasonHint} />
            <Button look="primary" busy={busy}>
              {returned ? texts.form.again : texts.form.change}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
