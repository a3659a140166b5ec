import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Software } from '~/catalog/parts/software-name'
import { findPosition } from '~/compliance/positions/queries.server'
import { Columns } from '~/design/columns'
import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useVocabulary } from '~/texts/vocabulary'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useLicensesTexts } from '../../parts/texts'
import { moveTransfer } from '../commands.server'
import { transferForm } from '../form'
import { movesOfTransfer } from '../moves'
import { PositionAfter } from '../parts/position-after'
import { TransferChip } from '../parts/transfer-chip'
import { TransferMoves } from '../parts/transfer-moves'
import { MovingComputer } from '../parts/moving-computer'
import { findMovingComputer, findTransfer } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.transfer' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findTransfer(db, params.transferId!))
  const computer = its.kind === 'computer' ? await findMovingComputer(db, its.id) : null
  const position = computer ? null : await findPosition(db, actor.organizationId, its.slug)
  const gives = its.orgId === actor.organizationId
  return { its, gives, moves: movesOfTransfer(its, actor), position, computer }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, transferForm, async (tx, values) => {
    await moveTransfer(tx, entered.actor, entered.params.transferId!, values)
    return redirect(`/licenses/transfers/${entered.params.transferId}?done=transfer-${values.move}`)
  })
}

export default function Transfer() {
  const { its, gives, moves, position, computer } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useLicensesTexts()
  const texts = all.transfers
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  const giver = named(its.giver, its.giverEn)
  const receiver = named(its.receiver, its.receiverEn)
  const steps = [
    { label: texts.state.offered, moment: its.offeredAt, by: its.offeredBy },
    { label: texts.state.accepted, moment: its.acceptedAt, by: its.acceptedBy },
    { label: texts.state[its.state], moment: its.decidedAt, by: its.decidedBy },
  ]
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/licenses/transfers' }]}
        title={computer ? texts.computer.of(computer.no) : texts.of(its.quantity)}
        state={<TransferChip state={its.state} />}
        sentence={(computer ? texts.computer.where : texts.where)[its.state](gives ? receiver : giver, gives)}
      />
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={
          answer?.refusal && answer.values.move !== 'decline' && answer.refusal.field !== 'no'
            ? { what: answer.refusal.sentence }
            : null
        }
      />
      <Columns
        side={
          <Section title={texts.course}>
            <Facts
              items={steps.flatMap(({ label, moment, by }) =>
                moment ? [{ label, value: <Moment at={moment} />, ...(by && { hint: by }) }] : [],
              )}
            />
          </Section>
        }
      >
        <Facts
          items={[
            ...(computer
              ? []
              : [
                  {
                    label: all.list.product,
                    value: (
                      <Software
                        product={its}
                        edition={its.edition}
                        editionEn={its.editionEn}
                        release={its.release}
                      />
                    ),
                  },
                  { label: texts.units, value: format.number(its.quantity) },
                ]),
            { label: texts.kind, value: texts.kinds[its.kind], hint: texts.kindHints[its.kind] },
            { label: texts.from, value: giver },
            { label: texts.to, value: receiver },
            ...(computer
              ? []
              : [
                  {
                    label: texts.right1,
                    value: gives ? (
                      <TextLink to={`/licenses/${its.entitlementId}`}>{its.entitlementNo}</TextLink>
                    ) : (
                      its.entitlementNo
                    ),
                  },
                ]),
            ...(its.resultId && !computer
              ? [
                  {
                    label: texts.result,
                    value: gives ? (
                      its.resultNo
                    ) : (
                      <TextLink to={`/licenses/${its.resultId}`}>{its.resultNo}</TextLink>
                    ),
                  },
                ]
              : []),
            ...(computer
              ? []
              : [
                  { label: all.list.vendor, value: its.vendor ?? '–' },
                  {
                    label: all.list.ends,
                    value: its.endsOn ? <Day on={its.endsOn} /> : words.terms[its.term],
                  },
                ]),
            { label: texts.ground, value: its.reason },
            ...(its.evidenceFileId
              ? [
                  {
                    label: texts.computer.evidence,
                    value: (
                      <a className="text-accent underline" href={`/files/${its.evidenceFileId}`}>
                        {its.evidenceName}
                      </a>
                    ),
                  },
                ]
              : []),
            ...(its.answer ? [{ label: texts.declinedWhy, value: its.answer }] : []),
            ...(its.consentFileId
              ? [
                  {
                    label: texts.consent,
                    value: (
                      <a className="text-accent underline" href={`/files/${its.consentFileId}`}>
                        {its.consentName}
                      </a>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {position && (its.state === 'offered' || its.state === 'accepted') && (
          <PositionAfter position={position} change={gives ? -its.quantity : its.quantity} />
        )}
        {computer && (
          <MovingComputer
            computer={computer}
            receiverNo={its.receiverNo}
            link={gives ? its.computerId : its.receivedId}
          />
        )}
        <TransferMoves
          computerNo={computer && (its.receiverNo ?? computer.no)}
          moves={moves}
          quantity={its.quantity}
          other={gives ? receiver : giver}
          answer={answer}
        />
      </Columns>
    </>
  )
}
