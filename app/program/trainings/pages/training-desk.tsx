import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Code } from '~/design/code'
import { Columns } from '~/design/columns'
import { MenuLink } from '~/design/menu'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { AnswerSummary } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { listAttachments } from '../../attachments.server'
import { PlainText } from '../../parts/plain-text'
import { moveTraining } from '../commands.server'
import { trainingMoveForm } from '../form'
import { Attendees } from '../parts/attendees'
import { Materials } from '../parts/materials'
import { TrainingMoves } from '../parts/training-moves'
import { useTrainingTexts } from '../parts/texts'
import { shownState, TrainingChip } from '../parts/training-chip'
import { TrainingFacts } from '../parts/training-facts'
import { findQuiz } from '../quiz.server'
import { findTraining, listEnrollments } from '../queries.server'

export const handle = page({
  access: 'program.oversee',
  title: 'program.training',
  secret: true,
  files: true,
})

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const training = found(await findTraining(db, params.trainingId!))
  const quiz = await findQuiz(db, training.id)
  const people = await listEnrollments(db, training.id)
  const history = await listHistory(db, training.id)
  const materials = (await listAttachments(db, training.id)).map(({ id, name }) => ({ id, name }))
  const title = nameIn(actor.locale, training.titleZh, training.titleEn || null)
  return {
    title,
    training,
    quiz: quiz ? { count: quiz.questions.length, passAt: quiz.passAt, needed: quiz.needed } : null,
    people,
    history,
    materials,
    runs: is(actor, 'officer'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, trainingMoveForm, async (tx, asked) => {
    const { id } = found(await findTraining(tx, entered.params.trainingId!))
    const code = await moveTraining(tx, entered.actor, id, asked, entered.now)
    return code === null ? redirect(`/office/trainings/${id}?done=training-${asked.move}`) : { code }
  })
}

export default function TrainingDesk() {
  const { title, training, quiz, people, history, materials, runs } = useLoaderData<typeof loader>()
  const data = useActionData<typeof action>()
  const answer = answerOf(data)
  const code = data && 'code' in data ? data.code : null
  const all = useTrainingTexts()
  const texts = all.desk
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/trainings' }]}
        title={title}
        state={<TrainingChip training={training} />}
        sentence={all.sentence[shownState(training)]}
        primary={runs && <TrainingMoves state={training.state} answer={answer} />}
        more={
          runs &&
          ['draft', 'open'].includes(training.state) && (
            <>
              {training.state === 'draft' && (
                <MenuLink to={`/office/trainings/${training.id}/edit`} icon="edit">
                  {texts.edit}
                </MenuLink>
              )}
              <MenuLink to={`/office/trainings/${training.id}/quiz`} icon="edit">
                {all.quiz.set}
              </MenuLink>
            </>
          )
        }
      />
      {answer && <AnswerSummary answer={answer} />}
      {code && (
        <div className="mb-6">
          <Notice meaning="attention" title={texts.codeTitle}>
            <p className="my-2 text-2xl">
              <Code>{code}</Code>
            </p>
            <p>{texts.codeWhy}</p>
          </Notice>
        </div>
      )}
      <Columns
        side={
          <Section title={all.time}>
            <TrainingFacts training={training} quiz={quiz} />
            {runs &&
              quiz &&
              ['draft', 'open', 'held'].includes(training.state) &&
              !people.some(({ attempts }) => attempts > 0) && (
                <div className="mt-3">
                  <ConfirmMove
                    move="remove_quiz"
                    verb={all.quiz.remove}
                    look="secondary"
                    title={all.quiz.removeTitle}
                    consequences={[all.quiz.removeWhat]}
                    undo={{
                      possible: ['draft', 'open'].includes(training.state),
                      words: all.quiz.removeUndo,
                    }}
                    answer={answer}
                  />
                </div>
              )}
            {training.state !== 'draft' && (
              <p className="mt-3">
                <TextLink to={`/trainings/${training.id}`}>{texts.publicPage}</TextLink>
              </p>
            )}
          </Section>
        }
      >
        {training.description && <PlainText>{training.description}</PlainText>}
        <Attendees
          trainingId={training.id}
          people={people}
          questions={quiz?.count ?? 0}
          marks={runs && training.state === 'held'}
        />
        <Materials materials={materials} adds={runs && training.state !== 'canceled'} answer={answer} />
        <History events={history} />
      </Columns>
    </>
  )
}
