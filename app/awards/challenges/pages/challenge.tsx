import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { mayEnter } from '~/people/access'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useAwardTexts } from '../../parts/texts'
import { challengeMoves } from '../form'
import { moveChallenge } from '../move.server'
import { ChallengeChip } from '../parts/challenge-chip'
import { Admission, Cure, Findings, OwnMoves } from '../parts/challenge-moves'
import { RemedyForm, RemedyTaken } from '../parts/remedy'
import { CloseComplaint } from '../parts/close-complaint'
import { type Challenge as Found, findChallenge, findRemedyDesk } from '../queries.server'

export const handle = page({ access: 'challenge.read', title: 'awards.challenge' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const challenge = found(await findChallenge(db, params.challengeId!))
  const round = found(await findShownRound(db, actor, challenge.roundId))
  const own = challenge.byOrgId === actor.organizationId && mayEnter('challenge.file', actor)
  const may = { own, judge: mayEnter('challenge.judge', actor) }
  const awaits =
    may.judge && challenge.outcome !== null && challenge.outcome !== 'rejected' && !challenge.remedy
  const desk = awaits ? await findRemedyDesk(db, challenge.roundId) : null
  return { challenge, round, may, desk, history: await listHistory(db, challenge.id), now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'challenge.act' }))
  const { actor, params } = entered
  return withForm(entered, challengeMoves, async (tx, values) => {
    const { id } = found(await findChallenge(tx, params.challengeId!))
    return redirect(`/challenges/${id}?done=${await moveChallenge(tx, actor, id, values)}`)
  })
}

export default function Challenge() {
  const { round, may, desk, history, now, ...data } = useLoaderData<typeof loader>()
  const challenge = data.challenge as Found
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAwardTexts().challenge
  const roundName = useRoundName()
  const named = useNamed()
  const { state, outcome, about, code, replyDue, complaintDue, cureUntil } = challenge
  const isOpen = state === 'filed' || state === 'admitted' || state === 'returned'
  const isOverdue = state === 'admitted' && replyDue !== null && replyDue <= now
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: texts.listTitle, to: `/rounds/${round.id}/challenges` },
        ]}
        title={`${texts.title} · ${texts.subjects[about]}${code ? ` · ${code}` : ''}`}
        state={<ChallengeChip state={state} outcome={outcome} />}
        sentence={isOverdue ? texts.overdue : texts.sentence[state]}
      />
      <Columns
        side={
          <Facts
            items={[
              { label: texts.by, value: named(challenge.name, challenge.nameEn) },
              { label: texts.filedAt, value: challenge.filedAt && <Moment at={challenge.filedAt} /> },
              {
                label: texts.cureUntil,
                value: state === 'returned' && cureUntil && <Deadline at={cureUntil} now={now} />,
              },
              {
                label: texts.replyDue,
                value: replyDue && <Deadline at={replyDue} now={now} met={!isOpen} />,
              },
              {
                label: texts.answeredAt,
                value: challenge.answeredAt && <Moment at={challenge.answeredAt} />,
              },
              {
                label: texts.complaintDue,
                value: complaintDue && (isOverdue || state === 'answered') && (
                  <Deadline at={complaintDue} now={now} />
                ),
              },
              {
                label: texts.complainedAt,
                value: challenge.complainedAt && <Moment at={challenge.complainedAt} />,
              },
            ].filter(({ value }) => value)}
          />
        }
      >
        <Grounds challenge={challenge} />
        {state === 'filed' && may.judge && <Admission answer={answer} />}
        {state === 'admitted' && may.judge && <Findings challenge={challenge} answer={answer} />}
        {desk && <RemedyForm desk={desk} answer={answer} />}
        <RemedyTaken challenge={challenge} />
        {state === 'complained' && (
          <CloseComplaint challenge={challenge} judges={may.judge} answer={answer} />
        )}
        {state === 'returned' && may.own && <Cure challenge={challenge} answer={answer} />}
        {may.own && (
          <OwnMoves
            challenge={challenge}
            answer={answer}
            mayWithdraw={isOpen}
            mayComplain={(state === 'answered' || isOverdue) && (complaintDue === null || now < complaintDue)}
          />
        )}
        <History events={history} />
      </Columns>
    </>
  )
}

function Grounds({ challenge: { grounds } }: { challenge: Found }) {
  const texts = useAwardTexts().challenge
  return (
    <Section title={texts.grounds} count={grounds.length}>
      <ol className="divide-y divide-line border-y border-line">
        {grounds.map(({ no, fact, rule, remedy, finding, answer }) => (
          <li key={no} className="space-y-3 py-4">
            <p className="flex flex-wrap items-center gap-3 font-semibold">
              {texts.ground(String(no))}
              {finding && (
                <Chip meaning={finding === 'upheld' ? 'risk' : 'ok'}>{texts.findings[finding]}</Chip>
              )}
            </p>
            <Facts
              layout="row"
              items={[
                { label: texts.fact, value: <Words>{fact}</Words> },
                { label: texts.rule, value: <Words>{rule}</Words> },
                { label: texts.remedy, value: <Words>{remedy}</Words> },
                ...(answer ? [{ label: texts.answer, value: <Words>{answer}</Words> }] : []),
              ]}
            />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const Words = ({ children }: { children: string }) => (
  <span className="block max-w-prose whitespace-pre-wrap">{children}</span>
)
