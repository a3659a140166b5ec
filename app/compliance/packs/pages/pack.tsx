import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { usePackTexts } from '../../parts/texts'
import { activatePack, comparePack } from '../activate.server'
import { packForm } from '../form'
import { Comparison } from '../parts/comparison'
import { Measurement } from '../parts/measurement'
import { PackChip } from '../parts/pack-chip'
import { PackFacts } from '../parts/pack-facts'
import { PackMoves } from '../parts/pack-moves'
import { RunProgress } from '../parts/run-progress'
import { findOutcome, findPack, listRuns } from '../queries.server'

export const handle = page({ access: 'recognition.read', title: 'compliance.pack' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const its = found(await findPack(db, params.packId!))
  const runs = await listRuns(db, its.id)
  const inUse = its.activeId && its.activeId !== its.id ? await findPack(db, its.activeId) : null
  const [outcome, history] = [await findOutcome(db, runs), await listHistory(db, its.id)]
  return { title: its.version, its, inUse, runs, outcome, history, now, manages: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'recognition.manage' })
  return withForm(entered, packForm, async (tx, { move }) => {
    const id = entered.params.packId!
    if (move === 'activate') await activatePack(tx, id, entered.actor.personId)
    else await comparePack(tx, id)
    return redirect(`/office/recognition/packs/${id}?done=pack-${move}`)
  })
}

export default function PackDesk() {
  const { its, inUse, runs, outcome, history, now, manages } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePackTexts()
  const format = useFormat()
  const sentence = {
    loaded: texts.sentence.loaded(its.activeVersion ?? '–'),
    active: texts.sentence.active(format.number(its.rules)),
    retired: texts.sentence.retired(its.activeVersion ?? '–'),
  }
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/recognition' }]}
        title={texts.pack(its.version)}
        state={<PackChip state={its.state} />}
        sentence={sentence[its.state]}
      />
      <Columns
        side={
          <Section title={texts.facts}>
            <PackFacts its={its} />
          </Section>
        }
      >
        {manages && <PackMoves its={its} sums={outcome?.sums ?? null} answer={answer} />}
        <RunProgress runs={runs} now={now} />
        {outcome && <Comparison {...outcome} packId={its.id} />}
        <Measurement its={its} inUse={inUse} />
        <History events={history} />
      </Columns>
    </>
  )
}
