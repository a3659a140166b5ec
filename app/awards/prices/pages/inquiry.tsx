import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findBid } from '~/bids/queries.server'
import { useSubject } from '~/demands/parts/subject'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { linkClass, TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useAwardTexts } from '../../parts/texts'
import { moveInquiry } from '../answer.server'
import { inquiryForm } from '../form'
import { InquiryChip } from '../parts/inquiry-chip'
import { Decision, Reply } from '../parts/inquiry-moves'
import { findInquiry, type Inquiry as Found } from '../queries.server'

export const handle = page({ access: 'seat', title: 'awards.inquiry', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const bid = found(await findBid(db, actor, params.bidId!))
  const inquiry = found(await findInquiry(db, bid.id, now))
  const may = { reply: mayEnter('bid.submit', actor), decide: mayEnter('award.decide', actor) }
  return { bid, inquiry, may, history: await listHistory(db, bid.id), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, stepUp: true }))
  const { actor, params } = entered
  return withForm(entered, inquiryForm, async (tx, values) => {
    const { id } = found(await findBid(tx, actor, params.bidId!))
    return redirect(`/bids/${id}/inquiry?done=${await moveInquiry(tx, actor, id, values)}`)
  })
}

export default function Inquiry() {
  const { bid, inquiry, may, history, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAwardTexts().inquiry
  const subject = useSubject()
  const vendor = useNamed()(bid.vendor, bid.vendorEn)
  const decidable = inquiry.state === 'answered' || inquiry.state === 'overdue'
  return (
    <>
      <PageHead
        trail={[
          { label: bid.number, to: `/rounds/${bid.roundId}` },
          may.reply
            ? { label: texts.toBid, to: `/bids/${bid.id}` }
            : { label: texts.toEvaluation, to: `/rounds/${bid.roundId}/evaluation#${bid.code}` },
        ]}
        title={`${texts.title} · ${bid.code} ${subject(bid)}`}
        state={<InquiryChip state={inquiry.state} />}
        sentence={texts.sentence[inquiry.state]}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.vendor, value: vendor },
              { label: texts.askedAt, value: <Moment at={inquiry.askedAt} /> },
              {
                label: texts.due,
                value: <Deadline at={inquiry.dueAt} now={now} met={inquiry.repliedAt !== null} />,
              },
            ]}
          />
        }
      >
        <Grounds inquiry={inquiry as Found} />
        {inquiry.state === 'asked' && may.reply && <Reply answer={answer} />}
        {(inquiry.repliedAt || !may.reply || inquiry.state === 'overdue') && (
          <Explanation inquiry={inquiry as Found} />
        )}
        {decidable && may.decide && <Decision vendor={vendor} answer={answer} />}
        <Outcome inquiry={inquiry as Found} may={may} roundId={bid.roundId} />
        <History events={history} />
      </Columns>
    </>
  )
}

function Grounds({ inquiry: { grounds, terms } }: { inquiry: Found }) {
  const texts = useAwardTexts().inquiry
  const percent = { mean: terms?.meanPct, next: terms?.nextPct, reference: terms?.referencePct }
  return (
    <Section title={texts.why} sentence={texts.whyLead}>
      <ul className="list-disc space-y-1 pl-5">
        {grounds.map((ground) => (
          <li key={ground}>{texts.grounds[ground](String(percent[ground] ?? ''))}</li>
        ))}
      </ul>
    </Section>
  )
}

function Explanation({ inquiry: { reply, repliedAt, fileId, fileName } }: { inquiry: Found }) {
  const texts = useAwardTexts().inquiry
  const format = useFormat()
  return (
    <Section title={texts.explanation} sentence={repliedAt && texts.repliedAt(format.dateTime(repliedAt))}>
      {reply === null ? (
        <Empty title={texts.noReply} why={texts.noReplyWhy} icon="clock" />
      ) : (
        <>
          <p className="max-w-prose whitespace-pre-wrap">{reply}</p>
          <p className="mt-3 text-ink-soft">
            {fileId && fileName ? (
              <a className={linkClass} href={`/files/${fileId}`} download>
                {fileName}
              </a>
            ) : (
              texts.noFile
            )}
          </p>
        </>
      )}
    </Section>
  )
}

type OutcomeProps = { inquiry: Found; may: { reply: boolean }; roundId: string }

function Outcome({ inquiry: { state, reason, decidedAt, decidedBy }, may, roundId }: OutcomeProps) {
  const texts = useAwardTexts().inquiry
  if (!decidedAt) return null
  return (
    <Section title={texts.outcome}>
      <Facts
        layout="row"
        items={[
          { label: texts.state, value: texts.states[state] },
          { label: texts.reason, value: <p className="max-w-prose whitespace-pre-wrap">{reason}</p> },
          { label: texts.decidedAt, value: <Moment at={decidedAt} /> },
          ...(decidedBy && !may.reply ? [{ label: texts.decidedBy, value: decidedBy }] : []),
        ]}
      />
      {!may.reply && (
        <p className="mt-4">
          <TextLink to={`/rounds/${roundId}/evaluation`}>{texts.seeMatrices}</TextLink>
        </p>
      )}
    </Section>
  )
}
