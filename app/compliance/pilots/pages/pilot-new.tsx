import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { dayOf } from '~/kernel/workdays'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { usePilotTexts } from '../../parts/texts'
import { beginPilot } from '../commands.server'
import { pilotForm } from '../form'
import { listChoosable } from '../queries.server'

export const handle = page({ access: 'pilot.begin', title: 'compliance.pilot-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const year = Number(dayOf(now).slice(0, 4))
  return { enterprises: actor.kind === 'agency' ? await listChoosable(db, year) : null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, pilotForm, async (tx, values) => {
    const id = await beginPilot(tx, entered.actor, values, entered.now)
    return redirect(`/pilots/${id}?done=pilot-begun`)
  })
}

export default function NewPilot() {
  const { enterprises } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePilotTexts()
  const named = useNamed()
  const own = enterprises === null
  return (
    <>
      <PageHead
        trail={[{ label: texts.list.title, to: '/pilots' }]}
        title={own ? texts.list.apply : texts.list.choose}
        sentence={own ? texts.begin.leadOwn : texts.begin.lead}
      />
      <CheckedForm form={pilotForm} answer={answer} className="max-w-xl space-y-5">
        {(field, busy) => (
          <>
            {enterprises && (
              <SelectField
                {...field('orgId')}
                label={texts.list.enterprise}
                hint={texts.begin.enterpriseHint}
                empty
                options={enterprises.map(({ id, name, nameEn }) => ({
                  value: id,
                  label: named(name, nameEn),
                }))}
              />
            )}
            <TextArea
              {...field('motive')}
              label={texts.begin.motive}
              hint={texts.begin.motiveHint}
              rows={4}
            />
            <Button look="primary" busy={busy}>
              {own ? texts.begin.submitOwn : texts.begin.submit}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
