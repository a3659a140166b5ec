import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Progress } from '~/design/progress'
import { TextArea } from '~/design/text-area'
import { mayEnter } from '~/people/access'
import { answerOf, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { Refreshing } from '~/web/refreshing'
import { withForm } from '~/web/with-form.server'
import { statementMoves } from '../form'
import { ImportChip, phaseOf } from '../parts/state-chip'
import { StatementFacts } from '../parts/statement-facts'
import { BookedLines, PreviewLines, StatementProblems } from '../parts/statement-lines'
import { usePaymentsTexts } from '../parts/texts'
import { commitStatement, discardStatement, findImport, listBookedLines } from '../statement.server'

export const handle = page({ access: 'payment.oversee', title: 'payments.statement' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const statement = found(await findImport(db, params.importId!))
  const booked = await listBookedLines(db, statement.id)
  return { statement, booked, books: mayEnter('payment.book', actor), title: statement.fileName, now }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'payment.book' })
  const { actor, params } = entered
  return withForm(entered, statementMoves, async (tx, values) => {
    if (values.move === 'discard') await discardStatement(tx, params.importId!)
    else await commitStatement(tx, actor, params.importId!, values.gapReason ?? null)
    return redirect(
      `/office/statements/${params.importId}?done=${values.move === 'discard' ? 'statement-discarded' : 'statement-committed'}`,
    )
  })
}

export default function Statement() {
  const { statement, booked, books, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = usePaymentsTexts().statements
  const format = useFormat()
  const problems = statement.problems
  const phase = phaseOf({ ...statement, problemCount: problems.length })
  const fresh = statement.lines - statement.known
  const working = phase === 'reading' || phase === 'booking'
  const mayMove = books && (phase === 'checked' || phase === 'wrong')
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/statements' }]}
        title={statement.fileName}
        state={<ImportChip phase={phase} />}
        sentence={texts.sentences[phase](format.number(statement.lines), format.number(fresh))}
        primary={
          phase === 'committed' ? (
            <LinkButton to="/office/matching" look="primary">
              {texts.toMatching}
            </LinkButton>
          ) : (
            mayMove &&
            phase === 'checked' && (
              <ConfirmMove
                move="commit"
                verb={texts.commit(format.number(fresh))}
                title={texts.commitTitle(format.number(fresh))}
                consequences={[texts.commitEffects.suspense, texts.commitEffects.matching]}
                undo={{ possible: false, words: texts.commitUndo }}
                answer={answer}
              >
                {statement.gap ? (
                  <TextArea
                    name="gapReason"
                    label={texts.gapReason(format.moneyChange(statement.gap))}
                    hint={texts.gapHint}
                    defaultValue={valueOf(answer, 'gapReason')}
                    error={problemOf(answer, 'gapReason')}
                  />
                ) : undefined}
              </ConfirmMove>
            )
          )
        }
      />
      <Refreshing while={working} />
      {working && (
        <div className="mb-6">
          <Progress
            phase={texts.phases[phase]}
            share={statement.lines > 0 ? statement.done / statement.lines : null}
            {...(statement.lines > 0 && {
              counts: texts.counts(format.number(statement.done), format.number(statement.lines)),
            })}
            elapsed={(now.getTime() - statement.readAt.getTime()) / 1000}
          />
        </div>
      )}
      <Columns side={<StatementFacts statement={statement} />}>
        {statement.gap !== null && statement.gap !== 0n && (
          <div className="mb-6">
            <Notice meaning="attention" title={texts.gap(format.moneyChange(statement.gap))}>
              {statement.gapReason ?? texts.gapWhy}
            </Notice>
          </div>
        )}
        {problems.length > 0 && <StatementProblems problems={problems} importId={statement.id} />}
        {booked.length > 0 ? (
          <BookedLines lines={booked} total={fresh} />
        ) : (
          phase !== 'reading' && <PreviewLines lines={statement.preview} total={statement.lines} />
        )}
        {mayMove && (
          <div className="mt-6">
            <ConfirmMove
              move="discard"
              look="danger"
              verb={texts.discard}
              title={texts.discardTitle}
              consequences={[texts.discardEffects]}
              undo={{ possible: false, words: texts.discardUndo }}
              answer={answer}
            />
          </div>
        )}
      </Columns>
    </>
  )
}
