import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { findInquiry } from '~/awards/prices/queries.server'
import { InquiryNotice } from '~/awards/prices/parts/inquiry-notice'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useSubject } from '~/demands/parts/subject'
import { Receipts } from '~/rounds/parts/receipts'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { whyNotTaking } from '../bidding'
import { listOwnAsked } from '../frames/asked.server'
import { BidChip, useReason } from '../parts/bid-chip'
import type { BidFile } from '../files/file-item'
import { BidFiles } from '../files/parts/bid-files'
import { FrameAsked } from '../frames/parts/frame-asked'
import { BidContent } from '../parts/bid-content'
import { OwnContent } from '../parts/own-content'
import { useBidTexts } from '../parts/texts'
import { findBid, listEnvelopes, listVersions, type OwnBid, readOwnBid } from '../queries.server'
import { isOfFormerKeys, reconfirmBid, withdrawBid } from '../seal.server'

export const handle = page({ access: 'bid.read', title: 'bids.show' })

const moveForm = z.object({ move: z.enum(['withdraw', 'reconfirm']) })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const bid = found(await findBid(db, actor, params.bidId!))
  const isOpen = whyNotTaking({ state: bid.roundState, bidsCloseAt: bid.bidsCloseAt! }, now) === null
  const [content, envelopes] = [await readOwnBid(db, bid.id), await listEnvelopes(db, bid.id)]
  const [versions, history] = [await listVersions(db, bid), await listHistory(db, bid.id)]
  const inquiry = (await findInquiry(db, bid.id, now)) ?? null
  const asked = (await listOwnAsked(db, bid.roundId)).some((one) => one.bidId === bid.id && !one.shownAt)
  const reseals = bid.state === 'invalidated' && (await isOfFormerKeys(db, bid.id))
  return { bid, isOpen, content, envelopes, versions, history, inquiry, asked, reseals, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ access: 'bid.submit', title: 'bids.show', stepUp: true }))
  const { actor, params } = entered
  return withForm(entered, moveForm, async (tx, { move }) => {
    const { id } = found(await findBid(tx, actor, params.bidId!))
    await (move === 'withdraw' ? withdrawBid : reconfirmBid)(tx, actor, id)
    return redirect(`/bids/${id}?done=${move === 'withdraw' ? 'withdrawn' : 'reconfirmed'}`)
  })
}

export default function ShowBid() {
  const { bid, isOpen, content, envelopes, versions, history, inquiry, asked, reseals, now } =
    useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const { show: texts, list } = useBidTexts()
  const subject = useSubject()
  const vendor = useNamed()(bid.vendor, bid.vendorEn)
  const reasonOf = useReason()
  const format = useFormat()
  const mayChange = isOpen && (bid.state === 'sealed' || bid.state === 'invalidated')
  return (
    <>
      <PageHead
        trail={[
          { label: list.title, to: '/bids' },
          { label: bid.number, to: `/rounds/${bid.roundId}` },
        ]}
        title={`${texts.title(bid.code)} · ${subject(bid)}`}
        state={<BidChip state={bid.state} />}
        sentence={reseals && isOpen ? texts.reseal : texts.sentence[bid.state]}
        primary={
          mayChange && (
            <LinkButton look="primary" icon="lock" to={`/rounds/${bid.roundId}/lots/${bid.lotId}/bid`}>
              {texts.replace}
            </LinkButton>
          )
        }
      />
      {inquiry && <InquiryNotice inquiry={inquiry} />}
      {asked && <FrameAsked roundId={bid.roundId} />}
      {bid.reason && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.reason}>
            {reasonOf(bid.reason)}
          </Notice>
        </div>
      )}
      <Columns
        side={
          <>
            <Facts
              items={[
                { label: texts.vendor, value: vendor },
                {
                  label: list.version,
                  value: texts.version(String(bid.version)),
                },
                { label: texts.sealedAt, value: <Moment at={bid.sealedAt} /> },
                {
                  label: texts.closes,
                  value: <Deadline at={bid.bidsCloseAt!} now={now} met={!isOpen} />,
                },
                { label: texts.opens, value: <Moment at={bid.openingAt!} /> },
                {
                  label: texts.notice,
                  value: <Hash value={bid.noticeHash} short />,
                },
              ]}
            />
            {mayChange && (
              <div className="mt-6 flex flex-wrap gap-2">
                {bid.state === 'invalidated' && !reseals && (
                  <ConfirmMove
                    move="reconfirm"
                    answer={answer}
                    verb={texts.reconfirm}
                    title={texts.reconfirmTitle}
                    consequences={[texts.reconfirmWhat]}
                    undo={{ possible: true, words: texts.reconfirmUndo }}
                  />
                )}
                <ConfirmMove
                  move="withdraw"
                  look="danger"
                  answer={answer}
                  verb={texts.withdraw}
                  title={texts.withdrawTitle}
                  consequences={[texts.withdrawWhat(bid.code)]}
                  undo={{ possible: true, words: texts.withdrawUndo }}
                />
              </div>
            )}
          </>
        }
      >
        {content && (
          <BidContent
            vendor={vendor}
            content={content}
            files={<BidFiles files={ownFiles(bid.id, content, envelopes)} />}
          />
        )}
        {!content && envelopes.length > 0 && (
          <OwnContent
            vendor={vendor}
            fileName={`muster-bid-${bid.number}-${bid.code}.json`}
            envelopes={envelopes}
          />
        )}
        <Receipts
          envelopes={envelopes}
          lot={bid.code}
          hrefOf={({ kind, item }) => `/bids/${bid.id}/receipts/${kind === 'file' ? item : kind}`}
        />
        <Section title={texts.history} count={versions.length}>
          <Table
            caption={texts.history}
            rows={versions}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/bids/${id}`}
            empty={null}
            columns={[
              {
                key: 'version',
                head: list.version,
                narrow: 'title',
                cell: ({ version }) => texts.version(String(version)),
              },
              {
                key: 'by',
                head: texts.by,
                narrow: 'detail',
                cell: ({ by }) => by,
              },
              {
                key: 'at',
                head: texts.sealedAt,
                type: 'date',
                narrow: 'detail',
                cell: ({ sealedAt }) => format.dateTime(sealedAt),
              },
              {
                key: 'state',
                head: list.state,
                type: 'chip',
                narrow: 'end',
                cell: ({ state }) => <BidChip state={state} />,
              },
            ]}
          />
        </Section>
        <History events={history} />
      </Columns>
    </>
  )
}

/** The files of a bid that the platform can give back: each by the envelope that its technical part names. */
const ownFiles = (
  bidId: string,
  { technical }: OwnBid,
  envelopes: readonly { item: string; envelopeHash: string }[],
): BidFile[] =>
  technical.files.map(({ name, envelopeHash }) => ({
    name,
    href: `/bids/${bidId}/files/${envelopes.find((one) => one.envelopeHash === envelopeHash)?.item}`,
  }))
