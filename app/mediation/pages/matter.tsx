import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { earlierThan } from '../channels/paging'
import { doMatterDeed } from '../matters/doing.server'
import { doneOfMatter, matterForm, matterNoOf, matterPath } from '../matters/form'
import { readMatter } from '../matters/reading.server'
import { MatterEnd, MatterFacts, MatterTalk, MatterWords } from '../parts/matter'
import { MatterChip } from '../parts/matter-chip'
import { useMediationTexts } from '../parts/texts'

export const handle = page({ access: 'matter.read', title: 'mediation.matters' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url, now } = await enter(args, handle)
  const no = found(matterNoOf(params.no))
  return { ...found(await readMatter(db, actor, params.bodyId!, no, earlierThan(url))), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  const [bodyId, no] = [params.bodyId!, found(matterNoOf(params.no))]
  return withForm(entered, matterForm, async (tx, values) => {
    found(await readMatter(tx, actor, bodyId, no))
    await doMatterDeed(tx, actor, bodyId, no, values)
    return redirect(`${matterPath(bodyId, no)}?done=${doneOfMatter[values.move]}`)
  })
}

export default function Matter() {
  const { body, matter, load, mayEnd, readers, messages, draft, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { matters: texts } = useMediationTexts()
  const ends = answer?.values.move === 'close' || answer?.values.move === 'decide'
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: `/bodies/${body.orgId}/matters` }]}
        title={`${texts.kinds[matter.kind]} · ${matter.mediatorName}`}
        state={<MatterChip {...matter} />}
        sentence={matter.closedAt ? texts.saysEnded : mayEnd ? texts.saysHead : texts.saysMediator}
        primary={mayEnd && <MatterEnd kind={matter.kind} answer={ends ? answer : undefined} />}
      />
      <Columns side={<MatterFacts matter={matter} load={load} now={now} />}>
        <MatterWords matter={matter} />
        <div className="mt-8">
          <MatterTalk {...{ matter, readers, messages, draft }} answer={ends ? undefined : answer} />
        </div>
      </Columns>
    </>
  )
}
