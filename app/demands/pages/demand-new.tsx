import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listClasses, listEditions } from '~/catalog/queries.server'
import { Button } from '~/design/button'
import { DateField } from '~/design/date-field'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { TextArea } from '~/design/text-area'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { addLine } from '../commands.server'
import { demandForm } from '../form'
import { SubjectField } from '../parts/subject-field'
import { useDemandsTexts } from '../parts/texts'

export const handle = page({ access: 'demand.plan', title: 'demands.new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const [editions, classes] = await Promise.all([listEditions(db), listClasses(db)])
  return {
    subject: url.searchParams.get('subject') ?? '',
    editions: editions.filter(({ household }) => !household),
    classes,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, demandForm, async (tx, values) => {
    await addLine(tx, entered.actor, values, entered.now)
    return redirect('/demands?which=draft&done=saved')
  })
}

export default function NewDemand() {
  const { subject, editions, classes } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useDemandsTexts()
  const texts = all.form
  return (
    <>
      <PageHead trail={[{ label: all.title, to: '/demands' }]} title={texts.title} sentence={texts.lead} />
      <CheckedForm form={demandForm} answer={answer} defaults={{ subject }} className="max-w-xl space-y-5">
        {(field, busy) => (
          <>
            <SubjectField {...field('subject')} editions={editions} classes={classes} />
            <NumberField {...field('quantity')} label={texts.quantity} />
            <DateField {...field('neededBy')} label={texts.neededBy} />
            <TextArea {...field('note')} label={texts.note} hint={texts.noteHint} rows={2} optional />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
