import { Button } from '~/design/button'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { TextLink } from '~/design/text-link'
import { type Answer, typed, valueOf } from '~/web/answer'
import { AnswerSummary, CheckedForm } from '~/web/checked-form'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveForm } from '~/web/move-form'
import type { EnrollmentState, TrainingState } from '../../lifecycle'
import { personForm } from '../form'
import { type QuizQuestion, quizStand } from '../quiz'
import { QuizChip } from './quiz-chip'
import { QuizForm } from './quiz-form'
import { useTrainingTexts } from './texts'
import { PersonChip } from './training-chip'

type Person = {
  id: string
  person: string
  mail: string | null
  state: EnrollmentState
  certificateNo: string | null
  attempts: number
  score: number | null
  passed: boolean
}
type OwnPeopleProps = {
  training: { state: TrainingState; seats: number; taken: number }
  people: readonly Person[]
  /** Of the quiz, once one's people may answer it. */
  questions: readonly QuizQuestion[] | null
  enrolls: boolean
  answer: Answer | undefined
}

/** Whom one's organization sends: enroll, withdraw, prove attendance, answer the quiz, fetch the certificate. */
export function OwnPeople({ training, people, questions, enrolls, answer }: OwnPeopleProps) {
  const texts = useTrainingTexts()
  const enrolling = valueOf(answer, 'move') === 'enroll'
  return (
    <Section title={texts.own} count={people.length}>
      {answer && !enrolling && <AnswerSummary answer={answer} />}
      {people.length === 0 && <p className="text-ink-soft">{texts.ownNone}</p>}
      <ul className="divide-y divide-line">
        {people.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <span className="min-w-0">
              {one.person} <span className="text-ink-soft">{one.mail}</span>
            </span>
            <span className="flex flex-wrap items-center gap-3">
              {one.certificateNo && (
                <TextLink to={`/trainings/certificates/${one.id}/pdf`} reloadDocument>
                  {texts.certificate} <code>{one.certificateNo}</code>
                </TextLink>
              )}
              {questions && one.state === 'attended' && (
                <QuizChip person={one} questions={questions.length} />
              )}
              <PersonChip state={one.state} />
              {enrolls && training.state === 'open' && ['enrolled', 'waiting'].includes(one.state) && (
                <Withdrawal person={one} />
              )}
            </span>
            {enrolls && training.state === 'held' && one.state === 'enrolled' && (
              <MoveForm
                move="attend"
                hidden={{ enrollmentId: one.id }}
                className="flex w-full items-end gap-2"
              >
                <TextField
                  {...typed(valueOf(answer, 'enrollmentId') === one.id ? answer : undefined, 'code')}
                  id={`code-${one.id}`}
                  label={texts.code}
                  hint={texts.codeHint}
                  width="short"
                  autoComplete="off"
                />
                <Button>{texts.attend}</Button>
              </MoveForm>
            )}
            {questions && enrolls && one.state === 'attended' && quizStand(one) === 'due' && (
              <QuizForm person={one} questions={questions} answer={answer} />
            )}
          </li>
        ))}
      </ul>
      {enrolls && training.state === 'open' && (
        <CheckedForm
          form={personForm}
          answer={enrolling ? answer : undefined}
          className="mt-4 grid max-w-2xl items-start gap-4 sm:grid-cols-2"
        >
          {(field, busy) => (
            <>
              <input type="hidden" name="move" value="enroll" />
              <TextField {...field('person')} label={texts.person} />
              <TextField {...field('mail')} label={texts.mail} type="email" optional />
              <div>
                <Button look="primary" busy={busy}>
                  {training.taken < training.seats ? texts.enroll : texts.enrollWaiting}
                </Button>
              </div>
            </>
          )}
        </CheckedForm>
      )}
    </Section>
  )
}

function Withdrawal({ person: { id } }: { person: Person }) {
  const texts = useTrainingTexts()
  return (
    <ConfirmMove
      move="withdraw"
      id={`withdraw-${id}`}
      verb={texts.withdraw}
      look="danger"
      title={texts.withdrawWhat}
      consequences={[texts.withdrawWho]}
      undo={{ possible: true, words: texts.withdrawUndo }}
    >
      <input type="hidden" name="enrollmentId" value={id} />
    </ConfirmMove>
  )
}
