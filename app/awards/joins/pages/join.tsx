import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSubject } from '~/demands/parts/subject'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { findJoinedOrder } from '~/orders/queries.server'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useJoinTexts } from '../../parts/join-texts'
import { joinMoves } from '../form'
import { moveJoin } from '../move.server'
import { AwardFacts } from '../parts/award-facts'
import { JoinChip } from '../parts/join-chip'
import { JoinDeeds } from '../parts/join-deeds'
import { findJoin, type FoundJoin } from '../queries.server'

export const handle = page({ access: 'join.read', title: 'awards.join' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const read = found(await findJoin(db, actor, params.joinId!))
  const may = {
    sign: mayEnter('join.sign', actor),
    ask: mayEnter('join.ask', actor),
    sell: mayEnter('join.sell', actor),
  }
  return {
    read,
    may,
    order: await findJoinedOrder(db, read.join),
    history: await listHistory(db, read.join.id),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'join.act', stepUp: true }))
  const { actor, params } = entered
  return withForm(entered, joinMoves, async (tx, values) => {
    const { join } = found(await findJoin(tx, actor, params.joinId!))
    return redirect(`/joins/${join.id}?done=${await moveJoin(tx, actor, join.id, values)}`)
  })
}

export default function Join() {
  const { may, order, history, now, ...data } = useLoaderData<typeof loader>()
  const read = data.read as FoundJoin
  const answer = answerOf(useActionData<typeof action>())
  const texts = useJoinTexts()
  const subject = useSubject()
  const { join, award } = read
  const deemed = join.state === 'confirmed' && join.confirmedBy === null
  const late = join.state === 'approved' && join.confirmDue !== null && join.confirmDue <= now
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/joins' },
          { label: `${award.number} ${award.code}`, to: `/rounds/${award.roundId}/joins` },
        ]}
        title={`${texts.show.title} · ${subject({ ...award, classZh: null, classEn: null })}`}
        state={<JoinChip state={join.state} />}
        sentence={late ? texts.show.overdue : deemed ? texts.show.deemed : texts.show.sentence[join.state]}
      />
      <Columns side={<AwardFacts award={award} now={now} />}>
        <Asked read={read} order={order} now={now} />
        <JoinDeeds found={read} may={may} answer={answer} />
        <History events={history} />
      </Columns>
    </>
  )
}

type AskedProps = { read: FoundJoin; order: { id: string; number: string } | undefined; now: Date }

function Asked({ read: { join, award, own, sells }, order, now }: AskedProps) {
  const all = useJoinTexts()
  const texts = all.show
  const format = useFormat()
  const named = useNamed()
  const price = join.unitPrice ?? award.standing.price
  const reasons: Record<string, string> = texts.endReasons
  return (
    <Facts
      layout="row"
      items={[
        ...(own ? [] : [{ label: all.buyer, value: named(join.buyer, join.buyerEn) }]),
        { label: all.quantity, value: <span className="figure">{format.number(join.quantity)}</span> },
        { label: all.unitPrice, value: <Money fen={price} /> },
        {
          label: join.state === 'confirmed' ? all.amount : texts.total,
          value: <Money fen={price * BigInt(join.quantity)} />,
        },
        {
          label: all.requestedAt,
          value: (
            <>
              <Moment at={join.requestedAt} />
              {own && ` · ${join.asker}`}
            </>
          ),
        },
        ...(join.approvedAt
          ? [
              {
                label: texts.approvedBy,
                value: (
                  <>
                    <Moment at={join.approvedAt} />
                    {own && ` · ${join.approver}`}
                  </>
                ),
              },
            ]
          : []),
        ...(join.state === 'approved' && join.confirmDue
          ? [{ label: all.due, value: <Deadline at={join.confirmDue} now={now} /> }]
          : []),
        ...(join.confirmedAt ? [{ label: texts.confirmedAt, value: <Moment at={join.confirmedAt} /> }] : []),
        ...(join.reason && (own || sells)
          ? [
              {
                label: texts.reason,
                value: (
                  <p className="max-w-prose whitespace-pre-wrap">{reasons[join.reason] ?? join.reason}</p>
                ),
              },
            ]
          : []),
        ...(order
          ? [{ label: texts.order, value: <TextLink to={`/orders/${order.id}`}>{order.number}</TextLink> }]
          : []),
      ]}
    />
  )
}
