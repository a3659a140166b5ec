import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { FileDrop } from '~/design/file-drop'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { Refused } from '~/kernel/refusal'
import { refusalSentence } from '~/texts/refusals.server'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { whyNotConfirm } from '../../confirming'
import { ContractPapers } from '../../parts/contract-section'
import { useOrdersTexts } from '../../parts/texts'
import { findOrder, readOrder } from '../../queries.server'
import { scanForm, scanSideMoves } from '../form'
import { listScans } from '../queries.server'
import { sendScan, withdrawScan } from '../scan.server'

export const handle = page({ access: 'order.seal', title: 'orders.sealed-scan', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const read = found(await readOrder(db, actor, params.orderId!))
  const { order, contract, lines, signed } = read
  const side = read.side === 'vendor' ? 'vendor' : 'enterprise'
  const code = whyNotConfirm(order, contract, lines, signed, side, contract.hash, now)
  const scans = await listScans(db, order.id, side)
  return { order, contract, scans, whyNot: code && refusalSentence(new Refused(code), actor.locale) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  const { actor, params } = entered
  return withForm(entered, scanSideMoves, async (tx, values) => {
    found(await findOrder(tx, actor, params.orderId!))
    if (values.move === 'withdraw') await withdrawScan(tx, actor, values.scanId)
    else await sendScan(tx, actor, params.orderId!, values)
    return redirect(`/orders/${params.orderId}/sealed-scan?done=scan-${values.move}`)
  })
}

export default function SealedScan() {
  const { order, contract, scans, whyNot } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useOrdersTexts()
  const texts = all.seal
  const waiting = scans.find(({ state }) => state === 'sent')
  return (
    <>
      <PageHead
        trail={[
          { label: all.list.title, to: '/orders' },
          { label: order.number, to: `/orders/${order.id}` },
        ]}
        title={texts.title}
        sentence={texts.lead}
      />
      <Section title={texts.paper} actions={<ContractPapers orderId={order.id} />}>
        <ol className="list-decimal space-y-1 pl-5">
          {texts.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div className="mt-3">
          <Hash value={contract.hash} />
        </div>
      </Section>
      {whyNot && <Notice meaning="attention">{whyNot}</Notice>}
      {!whyNot && !waiting && (
        <CheckedForm
          form={scanForm}
          answer={answer}
          encType="multipart/form-data"
          className="max-w-xl space-y-5"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="send" />
              <input type="hidden" name="hash" value={contract.hash} />
              <FileDrop
                {...field('file')}
                label={texts.file}
                hint={texts.fileHint}
                accept=".pdf,.png,.jpg,.jpeg"
              />
              <Button look="primary" busy={busy}>
                {texts.submit}
              </Button>
            </>
          )}
        </CheckedForm>
      )}
      {scans.length > 0 && (
        <Section title={texts.sent} count={scans.length}>
          <ul className="divide-y divide-line border-y border-line">
            {scans.map((scan) => (
              <li key={scan.id} className="flex flex-wrap items-center gap-3 py-3">
                <span className="font-medium">{texts.states[scan.state]}</span>
                <Moment at={scan.sentAt} />
                <TextLink to={`/files/${scan.fileId}`} reloadDocument>
                  {texts.view}
                </TextLink>
                {scan.reason && <span className="text-ink-soft">{scan.reason}</span>}
              </li>
            ))}
          </ul>
          {waiting && (
            <div className="mt-4">
              <ConfirmMove
                move="withdraw"
                look="secondary"
                verb={texts.withdraw}
                title={texts.withdrawTitle}
                consequences={[texts.withdrawEffect]}
                undo={{ possible: true, words: texts.withdrawUndo }}
                answer={answer}
              >
                <input type="hidden" name="scanId" value={waiting.id} />
              </ConfirmMove>
            </div>
          )}
        </Section>
      )}
    </>
  )
}
