import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useRoundName } from '~/bids/parts/round-name'
import { findShownRound } from '~/bids/queries.server'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { declareConflict } from '../../eligibility/commands.server'
import { Declaration } from '../../parts/declaration'
import { useAwardTexts } from '../../parts/texts'
import { excuseEvaluator, handInScores, saveScores } from '../commands.server'
import { scoreForm } from '../form'
import { GivenScores } from '../parts/given-scores'
import { OwnSheet } from '../parts/own-sheet'
import { Sheets } from '../parts/sheets'
import { findScoring } from '../queries.server'

export const handle = page({ access: 'evaluation.read', title: 'awards.scores' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findShownRound(db, actor, params.roundId!))
  return { round, isOfficer: actor.roles.includes('officer'), ...(await findScoring(db, actor, round)) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, page({ ...handle, stepUp: true }))
  const { actor, params } = entered
  const roundId = params.roundId!
  return withForm(entered, scoreForm, async (tx, values) => {
    if (values.move === 'declare') await declareConflict(tx, actor, roundId, values.conflict || null)
    if (values.move === 'save') await saveScores(tx, actor, roundId, values.scores)
    if (values.move === 'hand-in') await handInScores(tx, actor, roundId)
    if (values.move === 'excuse') await excuseEvaluator(tx, actor, roundId, values.personId, values.why)
    return redirect(`/rounds/${roundId}/scores?done=${values.move === 'hand-in' ? 'scores-in' : 'saved'}`)
  })
}

export default function Scores() {
  const { round, isOfficer, whyNot, sheets, areAllIn, left, bids } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useAwardTexts().scoring
  const roundName = useRoundName()
  const format = useFormat()
  const judging = round.state === 'technical_opened'
  const stage = areAllIn ? 'complete' : whyNot === null ? 'filling' : judging ? 'waiting' : 'none'
  return (
    <>
      <PageHead
        trail={[
          { label: roundName(round), to: `/rounds/${round.id}` },
          { label: texts.toEligibility, to: `/rounds/${round.id}/eligibility` },
        ]}
        title={texts.title}
        sentence={stage === 'filling' ? texts.sentence.filling(format.number(left)) : texts.sentence[stage]}
        primary={
          whyNot === null &&
          left === 0 &&
          bids.length > 0 && (
            <ConfirmMove
              move="hand-in"
              answer={answer}
              verb={texts.handIn(format.number(bids.length))}
              title={texts.handInTitle}
              consequences={[texts.handInWhat, texts.handInThen]}
              undo={{ possible: false, words: texts.handInUndo }}
            />
          )
        }
      />
      {whyNot === 'declare-first' && <Declaration declared={null} answer={answer} />}
      {whyNot !== null && whyNot !== 'declare-first' && (judging || whyNot === 'not-scored') && (
        <Notice meaning={whyNot === 'sheet-handed-in' ? 'ok' : 'quiet'}>{texts.whyNot[whyNot]}</Notice>
      )}
      {whyNot !== 'not-scored' && (
        <Sheets sheets={sheets} mayExcuse={isOfficer && judging && !areAllIn} answer={answer} />
      )}
      {bids.length === 0 && whyNot !== 'not-scored' && (
        <Empty
          title={texts.empty}
          why={texts.emptyWhy}
          icon="lock"
          action={<LinkButton to={`/rounds/${round.id}/opening`}>{texts.toOpening}</LinkButton>}
        />
      )}
      {whyNot === null && bids.length > 0 && <OwnSheet bids={bids} complete={left === 0} answer={answer} />}
      {(areAllIn || whyNot === 'sheet-handed-in') && (
        <GivenScores bids={bids} sheets={sheets} areAllIn={areAllIn} />
      )}
    </>
  )
}
