import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Templates } from '../parts/templates'
import { useMediationTexts } from '../parts/texts'
import { readTemplates } from '../templates/reading.server'

export const handle = page({ access: 'template.write', title: 'mediation.templates' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  return found(await readTemplates(db, actor, params.bodyId!))
}

export default function TemplatesPage() {
  const { body, templates } = useLoaderData<typeof loader>()
  const { templates: texts } = useMediationTexts()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead(useNamed()(body.name, body.nameEn))}
        primary={
          <LinkButton to={`/bodies/${body.orgId}/templates/new`} look="primary">
            {texts.write}
          </LinkButton>
        }
      />
      <Templates bodyId={body.orgId} templates={templates} />
    </>
  )
}
