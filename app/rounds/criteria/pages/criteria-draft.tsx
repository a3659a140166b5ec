import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { findCriteria } from '../../qualifications/queries.server'
import { saveDraft } from '../commands.server'
import { criteriaForm } from '../form'
import { CriteriaFields, defaultsOf } from '../parts/criteria-fields'
import { useCriteriaTexts } from '../parts/texts'
import { findDraft } from '../queries.server'

export const handle = page({ access: 'qualification.decide', title: 'rounds.criteria-draft' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const draft = await findDraft(db)
  return { set: draft?.set ?? (await findCriteria(db)).set }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, criteriaForm, async (tx, values) => {
    await saveDraft(tx, entered.actor, values)
    return redirect('/office/criteria/draft/review')
  })
}

export default function CriteriaDraft() {
  const { set } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useCriteriaTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/criteria' }]}
        title={texts.edit}
        sentence={texts.editLead}
      />
      <CheckedForm
        form={criteriaForm}
        answer={answer}
        defaults={defaultsOf(set)}
        className="max-w-4xl space-y-5"
      >
        {(field, busy) => (
          <>
            <CriteriaFields set={set} field={field} />
            <Button look="primary" busy={busy}>
              {texts.toReview}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
