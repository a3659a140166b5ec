import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { refuseIf } from '~/kernel/refusal'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useOrdersTexts } from '../../parts/texts'
import { findOrder, listOrderLines, sideOf } from '../../queries.server'
import { decideChange } from '../change.server'
import { whyNotDecide } from '../changing'
import { changeMoves } from '../form'
import { ChangeChip, useChangeWords } from '../parts/change-words'
import { listChanges } from '../queries.server'

export const handle = page({ access: 'order.read', title: 'orders.change', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const order = found(await findOrder(db, actor, params.orderId!))
  const change = found((await listChanges(db, order.id)).find(({ id }) => id === params.changeId))
  const side = sideOf(actor, order)
  const moves = (['confirm', 'refuse', 'withdraw'] as const).filter(
    (move) =>
      whyNotDecide(change, side, move) === null &&
      mayEnter(move === 'confirm' ? 'order.confirm' : 'order.change', actor),
  )
  return { order, change, moves, lines: await listOrderLines(db, order.id) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'order.change' })
  const { actor, params } = entered
  return withForm(entered, changeMoves, async (tx, { move }) => {
    refuseIf(move === 'confirm' && !mayEnter('order.confirm', actor) ? 'not-signatory' : null)
    await decideChange(tx, actor, params.changeId!, move)
    return redirect(`/orders/${params.orderId}?done=change-${move}#changes`)
  })
}

export default function Change() {
  const { order, change, moves, lines } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.changes
  const words = useChangeWords(lines)
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.kinds[change.kind]}
        state={<ChangeChip state={change.state} />}
        sentence={change.state === 'proposed' ? texts.waits[change.proposedSide] : undefined}
      />
      <Columns
        side={
          <Section title={all.detail.facts}>
            <Facts
              items={[
                {
                  label: texts.proposedBy,
                  value: change.proposer ?? texts.sides[change.proposedSide],
                  ...(change.proposer && { hint: texts.sides[change.proposedSide] }),
                },
                { label: texts.proposedAt, value: <Moment at={change.proposedAt} /> },
                ...(change.decidedAt
                  ? [{ label: texts.decidedAt, value: <Moment at={change.decidedAt} /> }]
                  : []),
              ]}
            />
          </Section>
        }
      >
        <Section title={texts.asked}>
          {words(change).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p className="mt-3 whitespace-pre-line">
            <span className="text-ink-soft">{texts.reason}: </span>
            {change.reason}
          </p>
        </Section>
        {moves.length > 0 && (
          <div className="mt-6 flex flex-wrap gap-2">
            {moves.map((move) => (
              <ConfirmMove
                key={move}
                move={move}
                {...(move !== 'confirm' && {
                  look: move === 'refuse' ? ('danger' as const) : ('secondary' as const),
                })}
                verb={texts.moves[move]}
                title={texts.questions[move]}
                consequences={[move === 'confirm' ? texts.effects[change.kind] : texts.stays]}
                undo={{ possible: false, words: texts.undo }}
                answer={answer}
              >
                <input type="hidden" name="changeId" value={change.id} />
              </ConfirmMove>
            ))}
          </div>
        )}
      </Columns>
    </>
  )
}
