import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listDistricts, listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useInspectionTexts } from '../../parts/texts'
import { moveInspections } from '../commands.server'
import { drawMoveForm } from '../form'
import { DrawChip } from '../parts/draw-chip'
import { DrawFacts } from '../parts/draw-facts'
import { DrawMoves } from '../parts/draw-moves'
import { VisitedList } from '../parts/visited-list'
import { findDraw, listPool, listVisited } from '../queries.server'

export const handle = page({ access: 'compliance.oversee', title: 'compliance.draw' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { ids, strata: _, ...its } = found(await findDraw(db, params.campaignId!))
  const [visited, history] = [await listVisited(db, its.id), await listHistory(db, its.id)]
  const pool = (await listPool(db)).filter(({ id }) => its.pool.includes(id)).map(({ name }) => name)
  const seen = { visited, history, pool, districts: await listDistricts(db) }
  const title = nameIn(actor.locale, its.title, its.titleEn)
  return { title, its, framed: ids.length, ...seen, manages: is(actor, 'officer') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, drawMoveForm, async (tx, values) => {
    const id = entered.params.campaignId!
    await moveInspections(tx, entered.actor, id, values, entered.now)
    return redirect(`/inspection-campaigns/${id}?done=draw-${values.move}`)
  })
}

export default function RoundOfInspections() {
  const { title, its, framed, visited, history, pool, districts, manages } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInspectionTexts()
  const texts = all.draw
  const format = useFormat()
  const live = visited.filter(({ state }) => state !== 'canceled')
  const concluded = live.filter(({ conclusion }) => conclusion !== null).length
  const sentence = {
    open: texts.sentence.open,
    framed: texts.sentence.framed(format.number(framed)),
    drawn: texts.sentence.drawn(format.number(live.length), format.number(concluded)),
    closed: texts.sentence.closed(format.number(concluded)),
    canceled: texts.sentence.canceled,
  }
  return (
    <>
      <PageHead
        trail={[{ label: all.draws.title, to: '/inspection-campaigns' }]}
        title={title}
        state={<DrawChip state={its.state} />}
        sentence={sentence[its.state]}
        primary={<LinkButton to={`/inspection-campaigns/${its.id}/draw`}>{texts.toDraw}</LinkButton>}
      />
      <Columns
        side={
          <Section title={texts.facts}>
            <DrawFacts its={its} pool={pool} districts={districts} />
          </Section>
        }
      >
        {manages && <DrawMoves state={its.state} answer={answer} />}
        {its.secret !== null && <VisitedList visited={visited} districts={districts} />}
        <History events={history} />
      </Columns>
    </>
  )
}
