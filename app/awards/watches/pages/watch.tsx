import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useSubject } from '~/demands/parts/subject'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Money } from '~/design/money'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
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
import { useWatchTexts } from '../../parts/watch-texts'
import { moveWatch } from '../decide.server'
import { watchMoves } from '../form'
import { OfficeDecision, VendorAnswer } from '../parts/watch-deeds'
import { WatchChip } from '../parts/watch-chip'
import { findWatch, type FoundWatch } from '../queries.server'
import { whyNotDecide } from '../watching'

export const handle = page({ access: 'watch.read', title: 'awards.watch', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const watch = found(await findWatch(db, params.watchId!))
  const may = {
    answer: mayEnter('watch.answer', actor) && watch.state === 'raised' && watch.answerDue > now,
    decide: mayEnter('watch.decide', actor) && whyNotDecide(watch, now) === null,
    mediate: mayEnter('case.file', actor) && actor.kind === 'enterprise' && watch.state === 'rejected',
  }
  return { watch, may, history: await listHistory(db, watch.id), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'watch.act', stepUp: true }))
  const { actor, params } = entered
  return withForm(entered, watchMoves, async (tx, values) => {
    const { id } = found(await findWatch(tx, params.watchId!))
    return redirect(`/watches/${id}?done=${await moveWatch(tx, actor, id, values)}`)
  })
}

export default function Watch() {
  const { may, history, now, ...data } = useLoaderData<typeof loader>()
  const watch = data.watch as FoundWatch
  const answer = answerOf(useActionData<typeof action>())
  const texts = useWatchTexts()
  const subject = useSubject()
  const overdue = watch.state === 'raised' && watch.answerDue <= now
  return (
    <>
      <PageHead
        trail={[
          { label: texts.title, to: '/watches' },
          { label: `${watch.number} ${watch.code}`, to: `/rounds/${watch.roundId}/award` },
        ]}
        title={`${texts.show.title} · ${subject({ ...watch, classZh: null, classEn: null })}`}
        state={<WatchChip state={watch.state} overdue={overdue} />}
        sentence={overdue ? texts.show.overdue : texts.show.sentence[watch.state]}
      />
      <Columns side={<Side watch={watch} now={now} />}>
        <Raised watch={watch} />
        {may.answer ? <VendorAnswer answer={answer} /> : <Answered watch={watch} overdue={overdue} />}
        {may.decide && <OfficeDecision difference={watch.price - watch.lowerPrice} answer={answer} />}
        <Decided watch={watch} />
        {may.mediate && (
          <div className="mt-8">
            <Notice
              meaning="info"
              title={texts.show.mediate}
              actions={<LinkButton to="/cases/new">{texts.show.toMediation}</LinkButton>}
            >
              {texts.show.mediateWhy}
            </Notice>
          </div>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}

function Side({ watch, now }: { watch: FoundWatch; now: Date }) {
  const texts = useWatchTexts()
  const named = useNamed()
  const { state, price, lowerPrice } = watch
  const open = state === 'raised' || state === 'answered'
  return (
    <Facts
      items={[
        { label: texts.vendor, value: named(watch.vendor, watch.vendorEn) },
        { label: texts.price, value: <Money fen={price} /> },
        { label: texts.lower, value: <Money fen={lowerPrice} /> },
        ...(open && price > lowerPrice
          ? [{ label: texts.difference, value: <Money fen={price - lowerPrice} /> }]
          : []),
        { label: texts.by, value: watch.claimant ? named(watch.claimant, watch.claimantEn) : texts.house },
        { label: texts.raisedAt, value: <Moment at={watch.raisedAt} /> },
        { label: texts.due, value: <Deadline at={watch.answerDue} now={now} met={state !== 'raised'} /> },
      ]}
    />
  )
}

function Raised({ watch }: { watch: FoundWatch }) {
  const texts = useWatchTexts()
  return (
    <Section title={texts.source}>
      {watch.lowerRoundId ? (
        <p className="max-w-prose">
          {texts.show.byAward}{' '}
          <TextLink to={`/rounds/${watch.lowerRoundId}/award/notice`}>
            {`${texts.show.seeAward} ${watch.lowerNumber} ${watch.lowerCode}`}
          </TextLink>
        </p>
      ) : (
        <>
          <p className="max-w-prose whitespace-pre-wrap">{watch.said}</p>
          <Paper id={watch.evidenceFileId} name={watch.evidenceName} />
        </>
      )}
    </Section>
  )
}

function Answered({ watch, overdue }: { watch: FoundWatch; overdue: boolean }) {
  const texts = useWatchTexts().show
  const format = useFormat()
  const { answer, answeredAt } = watch
  return (
    <Section title={texts.answer} sentence={answeredAt && texts.answeredAt(format.dateTime(answeredAt))}>
      {answer === null ? (
        <Empty
          title={overdue || watch.state !== 'raised' ? texts.noAnswerLate : texts.noAnswer}
          why={texts.noAnswerWhy}
          icon="clock"
        />
      ) : (
        <>
          <p className="max-w-prose whitespace-pre-wrap">{answer}</p>
          <Paper id={watch.answerFileId} name={watch.paperName} />
        </>
      )}
    </Section>
  )
}

function Paper({ id, name }: { id: string | null; name: string | null }) {
  if (!id || !name) return null
  return (
    <p className="mt-3">
      <a className={linkClass} href={`/files/${id}`} download>
        {name}
      </a>
    </p>
  )
}

function Decided({ watch }: { watch: FoundWatch }) {
  const texts = useWatchTexts()
  if (!watch.decidedAt) return null
  return (
    <Section title={texts.show.decision}>
      <Facts
        layout="row"
        items={[
          { label: texts.state, value: texts.states[watch.state] },
          {
            label: texts.show.reason,
            value: <p className="max-w-prose whitespace-pre-wrap">{watch.reason}</p>,
          },
          { label: texts.show.decidedAt, value: <Moment at={watch.decidedAt} /> },
          ...(watch.decider ? [{ label: texts.show.decidedBy, value: watch.decider }] : []),
        ]}
      />
      {watch.state === 'granted' && (
        <p className="mt-4">
          <TextLink to={`/rounds/${watch.roundId}/joins#rebates`}>{texts.show.rebates}</TextLink>
        </p>
      )}
    </Section>
  )
}
