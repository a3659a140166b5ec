import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { FormSummary } from '~/design/form-summary'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { TemplateChip } from '../parts/template-chip'
import { TemplateDeeds, TemplateTexts, TemplateVersions } from '../parts/template'
import { useMediationTexts } from '../parts/texts'
import { doneOfTemplate, templateMoveForm } from '../templates/form'
import { readTemplate } from '../templates/reading.server'
import { reviewTemplate, withdrawTemplate } from '../templates/writing.server'

export const handle = page({ access: 'template.write', title: 'mediation.templates' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return found(await readTemplate(db, actor, params.bodyId!, params.templateId!))
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, templateMoveForm, async (tx, { move }) => {
    const { body, template } = found(await readTemplate(tx, actor, params.bodyId!, params.templateId!))
    if (move === 'review') await reviewTemplate(tx, actor, body.orgId, template.id)
    else await withdrawTemplate(tx, body.orgId, template.id)
    return redirect(`/bodies/${body.orgId}/templates/${template.id}?done=${doneOfTemplate[move]}`)
  })
}

export default function TemplatePage() {
  const { body, template, versions, inUse, mayReview } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { templates: texts } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: `/bodies/${body.orgId}/templates` }]}
        title={useNamed()(template.nameZh, template.nameEn)}
        state={<TemplateChip {...template} />}
        sentence={
          mayReview ? texts.reviewLead : texts.says(texts.kinds[template.kind], String(template.version))
        }
        primary={
          mayReview && (
            <MoveForm move="review">
              <Button look="primary">{texts.review}</Button>
            </MoveForm>
          )
        }
      />
      {answer?.refusal && <FormSummary problems={[]} refusal={{ what: answer.refusal.sentence }} />}
      <Columns side={<TemplateVersions bodyId={body.orgId} template={template} versions={versions} />}>
        <TemplateTexts template={template} inUse={inUse} />
        <TemplateDeeds bodyId={body.orgId} template={template} answer={answer} />
      </Columns>
    </>
  )
}
