import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { MenuLink } from '~/design/menu'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { KeyField } from '~/web/key-field'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { declareConflict, decideEligibility, fixEligibility } from '../eligibility/commands.server'
import { eligibilityForm } from '../form'
import { findJudging } from '../eligibility/queries.server'
import { Declaration } from '../parts/declaration'
import { JudgedBid } from '../parts/judged-bid'
import { useAwardTexts } from '../parts/texts'

export const handle = page({ access: 'eligibility.read', title: 'awards.eligibility' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return { round, ...(await findJudging(db, actor, round)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, access: 'eligibility.decide', stepUp: true }))
  const { actor, params } = entered
  const roundId = params.roundId!
  return withForm(entered, eligibilityForm, async (tx, values) => {
    if (values.move === 'declare') await declareConflict(tx, actor, roundId, values.conflict || null)
    if (values.move === 'decide') await decideEligibility(tx, actor, roundId, values.decisions)
    if (values.move === 'fix') await fixEligibility(tx, actor, roundId)
    return redirect(`/rounds/${roundId}/eligibility?done=${values.move === 'fix' ? 'fixed' : 'saved'}`)
  })
}

export default function Eligibility() {
  const { round, declared, whyNot, scores, left, needed, bids, again } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAwardTexts().eligibility
  const roundName = useRoundName()
  const format = useFormat()
  const judging = round.state === 'technical_opened'
  const open = bids.filter(({ state }) => state === 'opened')
  const eligible = open.filter(({ verdict }) => verdict === 'eligible').length
  const isAgain = open.some(({ before }) => before.length > 0)
  const sentence = judging
    ? texts.sentence[isAgain ? 'again' : 'judging'](format.number(left))
    : bids.length > 0
      ? texts.sentence.fixed
      : texts.sentence.waiting
  const fixing = judging && whyNot === null && left === 0 && open.length > 0 && scores !== 'awaited'
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: texts.toOpening, to: `/rounds/${round.id}/opening` },
        ]}
        title={texts.title}
        sentence={sentence}
        more={
          scores && (
            <MenuLink to={`/rounds/${round.id}/scores`} icon="scales">
              {texts.toScores}
            </MenuLink>
          )
        }
        primary={
          fixing && (
            <ConfirmMove
              move="fix"
              answer={answer}
              verb={texts.fix(format.number(open.length))}
              title={texts.fixTitle}
              consequences={[
                texts.fixWhat(format.number(eligible), format.number(open.length - eligible)),
                texts.fixLots,
                isAgain ? texts.againNext : texts.fixNext,
              ]}
              undo={{ possible: false, words: texts.fixUndo }}
            />
          )
        }
      />
      {again.map(({ reason, at, bids: n }) => (
        <div key={String(at)} className="mt-4">
          <Notice meaning="attention">
            {texts.again(format.number(n), format.dateTime(at))} {isAgain && texts.againOpen}
            <span className="mt-1 block max-w-prose whitespace-pre-wrap text-ink-soft">{reason}</span>
          </Notice>
        </div>
      ))}
      {judging && (whyNot === null || declared !== null || whyNot === 'declare-first') && (
        <Declaration declared={declared} answer={answer} />
      )}
      {judging && scores === 'awaited' && (
        <div className="mt-4">
          <Notice meaning="info">
            {texts.scoresAwaited} <TextLink to={`/rounds/${round.id}/scores`}>{texts.toScores}</TextLink>
          </Notice>
        </div>
      )}
      {judging && whyNot !== null && whyNot !== 'declare-first' && (
        <p className="mt-4 text-ink-soft">{texts.whyNot[whyNot]}</p>
      )}
      <Section title={texts.bids} count={bids.length} sentence={texts.why}>
        {bids.length === 0 && <Empty title={texts.empty} why={texts.emptyWhy} icon="lock" />}
        <Form method="post">
          <KeyField />
          <input type="hidden" name="move" value="decide" />
          {answer?.values.move === 'decide' && (
            <FormSummary
              problems={answer.problems}
              refusal={answer.refusal ? { what: answer.refusal.sentence } : null}
            />
          )}
          {bids.map((bid) => (
            <JudgedBid
              key={bid.id}
              bid={bid}
              needed={needed}
              place={whyNot === null && bid.state === 'opened' ? open.indexOf(bid) : null}
              answer={answer?.values.move === 'decide' ? answer : undefined}
            />
          ))}
          {whyNot === null && open.length > 0 && (
            <div className="mt-4">
              <Button look={fixing ? 'secondary' : 'primary'}>{texts.save}</Button>
            </div>
          )}
        </Form>
      </Section>
    </>
  )
}
