import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { uuidForm } from '~/kernel/fields'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { TemplateForm } from '../parts/template-form'
import { useMediationTexts } from '../parts/texts'
import { templateForm } from '../templates/form'
import { readTemplate, readTemplates } from '../templates/reading.server'
import { writeTemplate } from '../templates/writing.server'

export const handle = page({ access: 'template.write', title: 'mediation.templates' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const { body, title } = found(await readTemplates(db, actor, params.bodyId!))
  const asked = url.searchParams.get('follows')
  const followed =
    asked && uuidForm.test(asked) ? await readTemplate(db, actor, body.orgId, asked) : undefined
  return { body, title, follows: followed?.template ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, templateForm, async (tx, values) => {
    const { body } = found(await readTemplates(tx, actor, params.bodyId!))
    const id = await writeTemplate(tx, actor, body.orgId, values)
    return redirect(`/bodies/${body.orgId}/templates/${id}?done=template-written`)
  })
}

export default function NewTemplate() {
  const { body, follows } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { templates: texts } = useMediationTexts()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: `/bodies/${body.orgId}/templates` }]}
        title={follows ? texts.newVersion : texts.write}
        sentence={texts.writeLead}
      />
      <TemplateForm follows={follows} answer={answer} />
    </>
  )
}
