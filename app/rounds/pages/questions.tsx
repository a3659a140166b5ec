import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Section } from '~/design/section'
import { SelectField } from '~/design/select-field'
import { TextArea } from '~/design/text-area'
import { Thread } from '~/design/thread'
import { mayEnter } from '~/people/access'
import { type Answer, answerOf, problemOf, valueOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { answerForm, questionForm } from '../form'
import { useRoundsTexts } from '../parts/texts'
import { answerQuestion, askQuestion } from '../questions/commands.server'
import { findRound, listLots, listQuestions } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.questions', inside: true })

const form = answerForm
  .extend({ move: z.literal('answer') })
  .or(questionForm.extend({ move: z.literal('ask') }))
const askForm = questionForm.extend({ move: z.literal('ask') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const round = found(await findRound(db, actor, params.roundId!))
  const { id, title, questionsCloseAt: closesAt } = round
  const open = (round.state === 'published' || round.state === 'frozen') && closesAt! > now
  const may = { ask: open && mayEnter('question.ask', actor), answer: mayEnter('round.run', actor) }
  return {
    title,
    closesAt,
    open,
    now,
    may,
    lots: await listLots(db, id),
    questions: await listQuestions(db, id),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'question.take' })
  const { roundId } = entered.params
  return withForm(entered, form, async (tx, values) => {
    if (values.move === 'answer') await answerQuestion(tx, entered.actor, values.questionId, values.answer)
    else await askQuestion(tx, entered.actor, roundId!, values)
    return redirect(`/rounds/${roundId}/questions?done=${values.move === 'answer' ? 'answered' : 'asked'}`)
  })
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Questions() {
  const data = useLoaderData<typeof loader>() as Data
  const answer = answerOf(useActionData<typeof action>())
  const texts = useRoundsTexts().questions
  const { questions, may, closesAt, open, now } = data
  return (
    <Section title={texts.title} count={questions.length} sentence={texts.lead}>
      {closesAt && (
        <p className="mb-5">
          {open ? (
            <>
              {texts.closesAt} <Deadline at={closesAt} now={now} />
            </>
          ) : (
            <span className="text-ink-soft">{texts.closed}</span>
          )}
        </p>
      )}
      {questions.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="message" />
      ) : (
        <ol className="space-y-6">
          {questions.map((question) => (
            <li key={question.id} id={question.id}>
              <Question question={question} mayAnswer={may.answer} answer={answer} />
            </li>
          ))}
        </ol>
      )}
      {may.ask && <Ask lots={data.lots} answer={answer} />}
    </Section>
  )
}

type QuestionProps = { question: Data['questions'][number]; mayAnswer: boolean; answer: Answer | undefined }

function Question({ question, mayAnswer, answer }: QuestionProps) {
  const texts = useRoundsTexts().questions
  const { id, text, askedAt, lotCode, answer: reply, answeredAt } = question
  const mine = answer?.values.questionId === id ? answer : undefined
  return (
    <>
      <Thread
        messages={[
          {
            id: `${id}-asked`,
            who: texts.anonymous,
            role: lotCode ? texts.onLot(lotCode) : texts.whole,
            at: askedAt,
            body: text,
            ...(reply === null && { foot: <Chip meaning="attention">{texts.waiting}</Chip> }),
          },
          ...(reply === null
            ? []
            : [{ id: `${id}-answer`, who: texts.office, at: answeredAt!, body: reply }]),
        ]}
      />
      {reply === null && mayAnswer && (
        <MoveForm move="answer" hidden={{ questionId: id }} className="mt-3 max-w-2xl space-y-3 pl-4">
          <TextArea
            name="answer"
            id={`answer-${id}`}
            label={texts.answer}
            width="full"
            rows={3}
            defaultValue={valueOf(mine, 'answer')}
            error={problemOf(mine, 'answer') ?? mine?.refusal?.sentence}
          />
          <Button>{texts.publish}</Button>
        </MoveForm>
      )}
    </>
  )
}

function Ask({ lots, answer }: { lots: Data['lots']; answer: Answer | undefined }) {
  const texts = useRoundsTexts().questions
  return (
    <Section title={texts.ask}>
      <CheckedForm form={askForm} answer={answer} className="max-w-2xl space-y-5">
        {(field, busy) => (
          <>
            <input type="hidden" {...field('move')} defaultValue="ask" />
            <SelectField
              {...field('lotId')}
              label={texts.askLot}
              optional
              empty={texts.whole}
              options={lots.map(({ id, code }) => ({ value: id, label: texts.onLot(code) }))}
            />
            <TextArea {...field('text')} label={texts.text} hint={texts.textHint} width="full" rows={4} />
            <Button busy={busy}>{texts.send}</Button>
          </>
        )}
      </CheckedForm>
    </Section>
  )
}
