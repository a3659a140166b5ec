import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { listOwnAsked } from '~/bids/frames/asked.server'
import { FrameAsked } from '~/bids/frames/parts/frame-asked'
import { Button } from '~/design/button'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { TextLink } from '~/design/text-link'
import { useSubject } from '~/demands/parts/subject'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { mayEnter } from '~/people/access'
import { type Answer, answerOf, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { reasonForm } from '../form'
import { conditionsFile } from '../parts/conditions-file'
import { useOwnConditions } from '../parts/own-conditions'
import { PledgePromise } from '../parts/pledge-promise'
import { Receipts } from '../parts/receipts'
import { PledgeChip } from '../parts/round-chip'
import { useRoundTitle } from '../parts/round-title'
import { useRoundsTexts } from '../parts/texts'
import { findOwnConditions, findPledge, listVersions, namesIn } from '../pledges/queries.server'
import { askApproval, discardChange, returnPledge } from '../pledges/sign.server'
import { withdrawPledge } from '../pledges/withdraw.server'
import { listReceived } from '../sealing/receipt.server'
import { movesOfPledge } from '../pledges/moving'

export const handle = page({ access: 'pledge.read', title: 'rounds.pledge' })

const form = z.discriminatedUnion('move', [
  z.object({ move: z.enum(['ask', 'take', 'discard', 'withdraw']) }),
  reasonForm.extend({ move: z.literal('return') }),
])

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const pledge = found(await findPledge(db, actor, params.pledgeId!))
  const conditions = await findOwnConditions(db, actor, pledge.conditionsItemId)
  const works = mayEnter('pledge.make', actor)
  const moves = works ? movesOfPledge(pledge, is(actor, 'approver'), now) : []
  const [names, envelopes] = await Promise.all([namesIn(db, conditions, pledge.lotId), listReceived(db, { pledgeId: pledge.id })]) // oxfmt-ignore
  const asked = (await listOwnAsked(db, pledge.roundId)).some(
    (one) => one.pledgeId === pledge.id && !one.shownAt,
  )
  const [versions, history] = await Promise.all([listVersions(db, pledge.id), listHistory(db, pledge.id)])
  return { pledge, conditions, names, envelopes, asked, versions, history, moves, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'pledge.make' })
  const { actor, params } = entered
  const id = params.pledgeId!
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'ask') await askApproval(tx, actor, id)
    else if (values.move === 'return') await returnPledge(tx, actor, id, values.reason)
    else if (values.move === 'take') await returnPledge(tx, actor, id, null)
    else await (values.move === 'discard' ? discardChange : withdrawPledge)(tx, actor, id)
    return redirect(`/pledges/${id}?done=${doneOf[values.move]}`)
  })
}

const doneOf = {
  ask: 'pledge-asked',
  return: 'pledge-returned',
  take: 'pledge-returned',
  discard: 'change-discarded',
  withdraw: 'pledge-withdrawn',
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Pledge() {
  const data = useLoaderData<typeof loader>() as Data
  const answer = answerOf(useActionData<typeof action>())
  const all = useRoundsTexts()
  const texts = all.pledgeShow
  const subject = useSubject()
  const { pledge, conditions, names, moves } = data
  const own = useOwnConditions(conditions)
  const loose = answer?.values.move === 'return' || answer?.values.move === 'withdraw' ? undefined : answer
  return (
    <>
      <PageHead
        trail={[{ label: all.pledges.title, to: '/pledges' }]}
        title={`${texts.title(pledge.lotCode)} · ${subject(pledge)}`}
        state={<PledgeChip state={pledge.state} />}
        sentence={texts.sentence[pledge.state]}
        primary={moves.includes('review') && <Review pledge={pledge} />}
      />
      <FormSummary
        problems={loose?.problems ?? []}
        refusal={loose?.refusal ? { what: loose.refusal.sentence } : null}
      />
      {data.asked && <FrameAsked roundId={pledge.roundId} />}
      {pledge.returnedReason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.returned}>
            {pledge.returnedReason}
          </Notice>
        </div>
      )}
      <Columns side={<Side data={data} />}>
        <Section title={texts.promised}>
          <PledgePromise
            promise={{
              quantity: pledge.quantity,
              stretch: pledge.stretchQuantity,
              allOrNothing: pledge.allOrNothing,
              referencePrice: pledge.referencePrice,
            }}
            own={own}
            fileName={conditionsFile(pledge)}
            names={names}
          />
        </Section>
        <Change data={data} answer={answer} />
        <Deeds data={data} answer={answer} />
        <Receipts
          envelopes={data.envelopes.slice(0, 1)}
          lot={pledge.lotCode}
          hrefOf={() => `/pledges/${pledge.id}/receipt`}
        />
        <Versions data={data} />
        <History events={data.history} />
      </Columns>
    </>
  )
}

const Review = ({ pledge }: { pledge: Data['pledge'] }) => (
  <LinkButton to={`/pledges/${pledge.id}/signature`} look="primary">
    {useRoundsTexts().pledgeShow.review}
  </LinkButton>
)

/** What is asked for beside what counts. */
function Change({ data: { pledge, moves }, answer }: { data: Data; answer: Answer | undefined }) {
  const all = useRoundsTexts()
  const texts = all.pledgeShow
  const format = useFormat()
  if (!moves.includes('discard')) return null
  const shown = (quantity: number, stretch: number | null) =>
    stretch ? `${format.number(quantity)} + ${format.number(stretch)}` : format.number(quantity)
  return (
    <Section title={texts.change}>
      <Facts
        layout="strip"
        items={[
          { label: texts.was, value: shown(pledge.quantity, pledge.stretchQuantity) },
          { label: texts.asked, value: shown(pledge.askedQuantity, pledge.askedStretch) },
        ]}
      />
      <MoveForm move="discard" answer={answer} className="mt-4">
        <Button>{texts.discard}</Button>
      </MoveForm>
    </Section>
  )
}

function Deeds({ data: { pledge, moves }, answer }: { data: Data; answer: Answer | undefined }) {
  const texts = useRoundsTexts().pledgeShow
  const mine = answer?.values.move === 'return' ? answer : undefined
  return (
    <div className="mt-8 flex flex-wrap items-start gap-2 empty:hidden print:hidden">
      {moves.includes('edit') && (
        <LinkButton to={`/rounds/${pledge.roundId}/lots/${pledge.lotId}/pledge`} icon="edit">
          {texts.edit}
        </LinkButton>
      )}
      {moves.includes('ask') && (
        <MoveForm move="ask" answer={answer}>
          <Button>{texts.ask}</Button>
        </MoveForm>
      )}
      {moves.includes('take') && (
        <MoveForm move="take" answer={answer}>
          <Button>{texts.take}</Button>
        </MoveForm>
      )}
      {moves.includes('return') && (
        <ConfirmMove
          move="return"
          verb={texts.return}
          look="secondary"
          answer={answer}
          title={texts.returnTitle}
          consequences={[texts.returnWhat(pledge.requester ?? '')]}
          undo={{ possible: true, words: texts.returnUndo }}
        >
          <TextArea
            name="reason"
            label={texts.returnReason}
            rows={3}
            width="full"
            defaultValue={valueOf(mine, 'reason')}
            error={problemOf(mine, 'reason')}
          />
        </ConfirmMove>
      )}
      {moves.includes('withdraw') && (
        <ConfirmMove
          move="withdraw"
          verb={texts.withdraw}
          look="danger"
          answer={answer}
          title={texts.withdrawTitle}
          consequences={[texts.withdrawWhat]}
          undo={{ possible: true, words: texts.withdrawUndo }}
        />
      )}
    </div>
  )
}

function Side({ data: { pledge, now } }: { data: Data }) {
  const all = useRoundsTexts()
  const texts = all.pledgeShow
  const titleOf = useRoundTitle()
  const { roundId, roundTitle, roundTitleEn, roundNumber, roundState, pledgesCloseAt } = pledge
  return (
    <Facts
      items={[
        {
          label: texts.round,
          value: (
            <TextLink to={`/rounds/${roundId}`}>
              {titleOf({ title: roundTitle, titleEn: roundTitleEn })}
            </TextLink>
          ),
          hint: roundNumber,
        },
        { label: texts.lot, value: pledge.lotCode },
        {
          label: texts.freeze,
          value:
            pledgesCloseAt &&
            (roundState === 'published' ? (
              <Deadline at={pledgesCloseAt} now={now} />
            ) : (
              <Moment at={pledgesCloseAt} />
            )),
        },
        { label: texts.requester, value: pledge.requester },
        { label: texts.signer, value: pledge.signer },
        { label: texts.signedAt, value: pledge.signedAt && <Moment at={pledge.signedAt} /> },
        { label: texts.termsHash, value: pledge.termsHash && <Hash value={pledge.termsHash} short /> },
      ].filter(({ value }) => value)}
    />
  )
}

function Versions({ data: { versions } }: { data: Data }) {
  const texts = useRoundsTexts().pledgeShow
  const format = useFormat()
  if (versions.length < 2) return null
  return (
    <Section title={texts.versions} count={versions.length}>
      <Table
        caption={texts.versions}
        rows={versions}
        rowKey={({ version }) => String(version)}
        empty={null}
        columns={[
          { key: 'version', head: texts.versions, cell: ({ version }) => texts.version(String(version)) },
          {
            key: 'quantity',
            head: texts.quantity,
            type: 'number',
            cell: ({ quantity }) => format.number(quantity),
          },
          {
            key: 'stretch',
            head: texts.stretch,
            type: 'number',
            cell: ({ stretchQuantity }) => stretchQuantity && format.number(stretchQuantity),
          },
          { key: 'who', head: texts.requester, cell: ({ person }) => person },
          {
            key: 'at',
            head: texts.signedAt,
            type: 'date',
            narrow: 'end',
            cell: ({ askedAt }) => format.dateTime(askedAt),
          },
        ]}
      />
    </Section>
  )
}
