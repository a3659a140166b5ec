import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter } from '~/web/enter.server'
import { MoveReason } from '~/web/move-reason'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { ContractPapers } from '../../parts/contract-section'
import { useOrdersTexts } from '../../parts/texts'
import { scanOfficeMoves } from '../form'
import { listScansToCheck } from '../queries.server'
import { decideScan } from '../scan.server'

export const handle = page({ access: 'order.check_seal', title: 'orders.sealed-scans', stepUp: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  return { scans: await listScansToCheck(db) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, scanOfficeMoves, async (tx, values) => {
    await decideScan(tx, entered.actor, values)
    return redirect(`/office/sealed-scans?done=scan-${values.move}`)
  })
}

export default function SealedScans() {
  const { scans } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { seal: texts, sides } = useOrdersTexts()
  const named = useNamed()
  if (scans.length === 0)
    return (
      <>
        <PageHead title={texts.deskTitle} sentence={texts.deskLead} />
        <Empty title={texts.deskEmpty} why={texts.deskEmptyWhy} icon="check-circle" />
      </>
    )
  return (
    <>
      <PageHead title={texts.deskTitle} sentence={texts.deskLead} />
      <ul className="divide-y divide-line border-y border-line">
        {scans.map((scan) => {
          const mine = answer?.values.scanId === scan.id ? answer : undefined
          return (
            <li key={scan.id} className="py-4">
              <p className="mb-2 font-medium">{named(scan.name, scan.nameEn)}</p>
              <Facts
                layout="row"
                items={[
                  {
                    label: texts.order,
                    value: <TextLink to={`/orders/${scan.orderId}`}>{scan.orderNumber}</TextLink>,
                    hint: sides[scan.side],
                  },
                  {
                    label: texts.contract,
                    value: (
                      <>
                        {texts.version(scan.contractNumber, String(scan.version))} <Hash value={scan.hash} />
                      </>
                    ),
                  },
                  { label: texts.by, value: scan.sender ?? '—' },
                  { label: texts.at, value: <Moment at={scan.sentAt} /> },
                  {
                    label: texts.file,
                    value: (
                      <TextLink to={`/files/${scan.fileId}`} reloadDocument>
                        {texts.view}
                      </TextLink>
                    ),
                  },
                ]}
              />
              <div className="mt-3 flex flex-wrap items-center gap-3">
                <ContractPapers orderId={scan.orderId} />
                <ConfirmMove
                  move="check"
                  look="secondary"
                  id={`check-${scan.id}`}
                  verb={texts.check}
                  title={texts.checkTitle}
                  consequences={[...texts.checkEffects]}
                  undo={{ possible: false, words: texts.checkUndo }}
                  answer={mine}
                >
                  <input type="hidden" name="scanId" value={scan.id} />
                </ConfirmMove>
                <ConfirmMove
                  move="refuse"
                  id={`refuse-${scan.id}`}
                  look="danger"
                  verb={texts.refuse}
                  title={texts.refuseTitle}
                  consequences={[texts.refuseEffect]}
                  undo={{ possible: true, words: texts.refuseUndo }}
                  answer={mine}
                >
                  <input type="hidden" name="scanId" value={scan.id} />
                  <MoveReason move="refuse" id={`refuse-${scan.id}`} answer={mine} label={texts.reason} />
                </ConfirmMove>
              </div>
            </li>
          )
        })}
      </ul>
    </>
  )
}
