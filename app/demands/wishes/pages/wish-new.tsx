import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { listClasses, listEditions } from '~/catalog/queries.server'
import { Button } from '~/design/button'
import { NumberField } from '~/design/number-field'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { SubjectField } from '../../parts/subject-field'
import { useDemandsTexts } from '../../parts/texts'
import { openWish } from '../commands.server'
import { wishForm } from '../form'

export const handle = page({ access: 'wish.run', title: 'demands.wish-new' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const [editions, classes] = await Promise.all([listEditions(db), listClasses(db)])
  return { editions: editions.filter(({ household }) => !household), classes }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, wishForm, async (tx, values) => {
    const id = await openWish(tx, entered.actor, values)
    return redirect(`/wishes/${id}?done=wish-opened`)
  })
}

export default function NewWish() {
  const { editions, classes } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDemandsTexts().wish
  return (
    <>
      <PageHead trail={[{ label: texts.list, to: '/wishes' }]} title={texts.add} sentence={texts.addLead} />
      <CheckedForm
        form={wishForm}
        answer={answer}
        defaults={{ thresholdOrgs: '5', thresholdQuantity: '100' }}
        className="max-w-xl space-y-5"
      >
        {(field, busy) => (
          <>
            <SubjectField {...field('subject')} editions={editions} classes={classes} />
            <NumberField
              {...field('thresholdOrgs')}
              label={texts.thresholdOrgs}
              hint={texts.thresholdOrgsHint}
            />
            <NumberField
              {...field('thresholdQuantity')}
              label={texts.thresholdQuantity}
              hint={texts.thresholdQuantityHint}
            />
            <Button look="primary" busy={busy}>
              {texts.addNow}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
