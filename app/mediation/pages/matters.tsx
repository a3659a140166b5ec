import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { matterPath, workloadForm } from '../matters/form'
import { raiseWorkload } from '../matters/opening.server'
import { readMatters } from '../matters/reading.server'
import { Matters, WorkloadForm } from '../parts/matters'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'matter.read', title: 'mediation.matters' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  return { ...found(await readMatters(db, actor, params.bodyId!)), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const bodyId = params.bodyId!
  return withForm(entered, workloadForm, async (tx, values) => {
    found(await readMatters(tx, actor, bodyId))
    const no = await raiseWorkload(tx, actor, bodyId, values)
    return redirect(`${matterPath(bodyId, no)}?done=matter-raised`)
  })
}

export default function MattersPage() {
  const { body, heads, roster, matters, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useMediationTexts()
  const name = useNamed()(body.name, body.nameEn)
  return (
    <>
      <PageHead
        trail={[
          heads
            ? { label: name, to: `/bodies/${body.orgId}` }
            : { label: all.desk.title, to: '/mediation/desk' },
        ]}
        title={all.matters.title}
        sentence={heads ? all.matters.leadOfHead : all.matters.leadOfMediator}
      />
      <Matters matters={matters} now={now} />
      <WorkloadForm {...{ heads, roster, answer }} />
    </>
  )
}
