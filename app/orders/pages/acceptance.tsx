import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { PageHead } from '~/design/page-head'
import { Columns } from '~/design/columns'
import { Notice } from '~/design/notice'
import { TextLink } from '~/design/text-link'
import { findCaseOver } from '~/mediation/queries.server'
import { Section } from '~/design/section'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { acceptDelivery, rejectDelivery } from '../accept.server'
import { withdrawDelivery } from '../deliver.server'
import { noteForm } from '../form'
import { DeliveredLines } from '../parts/delivery-notes'
import { NoteDecision } from '../parts/note-decision'
import { NoteFacts } from '../parts/note-facts'
import { NoteChip } from '../parts/state-chip'
import { useOrdersTexts } from '../parts/texts'
import { findDeliveryNote, readOrder } from '../queries.server'

export const handle = page({ access: 'order.read', title: 'orders.acceptance', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const { orderId } = found(await findDeliveryNote(db, actor, params.noteId!))
  const { order, side, lines, notes } = found(await readOrder(db, actor, orderId))
  const note = found(notes.find(({ id }) => id === params.noteId))
  const may = mayEnter(side === 'vendor' ? 'order.deliver' : 'order.accept', actor)
  const dispute = await findCaseOver(db, orderId)
  return { order, side, lines, note, dispute, may, now, title: note.number }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, noteForm, async (tx, values) => {
    const { orderId } = found(await findDeliveryNote(tx, actor, params.noteId!))
    if (values.move === 'withdraw') await withdrawDelivery(tx, actor, params.noteId!)
    else if (values.move === 'accept') await acceptDelivery(tx, actor, params.noteId!)
    else await rejectDelivery(tx, actor, params.noteId!, values)
    return redirect(`/orders/${orderId}?done=${doneOf[values.move]}#deliveries`)
  })
}

const doneOf = { accept: 'accepted', reject: 'rejected', withdraw: 'delivery-withdrawn' }

export default function Acceptance() {
  const { order, side, lines, note, dispute, may, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.acceptance
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={`${all.delivery.note} ${note.number}`}
        state={<NoteChip state={note.state} />}
        sentence={note.state === 'sent' ? texts.lead : texts.decidedAlready}
      />
      <Columns side={<NoteFacts note={note} order={order} now={now} />}>
        <Section title={all.detail.lines} count={note.deliveries.length}>
          <DeliveredLines note={note} lines={lines} keys={side === 'vendor' && note.state !== 'rejected'} />
        </Section>
        {note.waits && note.state === 'sent' && (
          <div className="mt-6">
            <Notice meaning="info">
              {texts.paused} {dispute && <TextLink to={`/cases/${dispute.id}`}>{dispute.number}</TextLink>}
            </Notice>
          </div>
        )}
        {note.state === 'sent' && side !== 'office' && may && (
          <NoteDecision {...{ note, lines, side, answer }} currency={order.currency} />
        )}
      </Columns>
    </>
  )
}
