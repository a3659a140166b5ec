import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { ocidOf } from '~/rounds/ocid.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useSubject } from '../../parts/subject'
import { useDemandsTexts } from '../../parts/texts'
import { wishMoveForm } from '../form'
import { moveWish } from '../move.server'
import { Interest } from '../parts/interest'
import { WishChip } from '../parts/wish-chip'
import { WishFacts } from '../parts/wish-facts'
import { WishMoves } from '../parts/wish-moves'
import { WishedLines } from '../parts/wished-lines'
import { findWish, listWished } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'demands.wish', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const wish = found(await findWish(db, params.wishId!))
  const may = {
    run: mayEnter('wish.run', actor),
    confirm: mayEnter('wish.confirm', actor),
    seeAll: mayEnter('demand.pool', actor),
    need: mayEnter('demand.plan', actor),
  }
  const [lines, history] = [await listWished(db, actor, wish.id), await listHistory(db, wish.id)]
  const ocid = wish.processNumber && ocidOf(wish.processNumber)
  return { wish, lines, may, history, now, ocid }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'seat' }))
  const { actor, params, now } = entered
  return withForm(entered, wishMoveForm, async (tx, values) => {
    const { id } = found(await findWish(tx, params.wishId!))
    return redirect(`/wishes/${id}?done=${await moveWish(tx, actor, id, values, now)}`)
  })
}

export default function WishPage() {
  const { wish, lines, may, history, now, ocid } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useDemandsTexts().wish
  const subject = useSubject()
  const asks = wish.state === 'eoi_open' && may.confirm && lines.length > 0
  return (
    <>
      <PageHead
        trail={[{ label: texts.list, to: '/wishes' }]}
        title={subject(wish)}
        state={<WishChip state={wish.state} />}
        sentence={texts.sentence[wish.state]}
      />
      {wish.reason && (
        <div className="mb-6">
          <Notice meaning="quiet" title={texts.reason}>
            {wish.reason}
          </Notice>
        </div>
      )}
      <Columns side={<WishFacts wish={wish} now={now} ocid={ocid} />}>
        {asks && <Interest lines={lines} answer={answer} />}
        {may.run && <WishMoves wish={wish} lines={lines} answer={answer} />}
        {(may.seeAll || may.need) && <WishedLines lines={lines} seesAll={may.seeAll} wish={wish} />}
        <History events={history} />
      </Columns>
    </>
  )
}
