import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { CheckField } from '~/design/check-field'
import { GridEntry } from '~/design/grid-entry'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextField } from '~/design/text-field'
import { useNamed } from '~/design/named'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { gridErrors, gridRows } from '../../parts/grid-answer'
import { useTrainingTexts } from '../parts/texts'
import { findTraining } from '../queries.server'
import { places, quizForm } from '../quiz'
import { findQuiz, findRights, setQuiz } from '../quiz.server'

export const handle = page({ access: 'program.manage', title: 'program.training-quiz' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const training = found(await findTraining(db, params.trainingId!))
  return {
    training,
    quiz: (await findQuiz(db, training.id)) ?? null,
    rights: await findRights(db, training.id),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, quizForm, async (tx, values) => {
    const { id } = found(await findTraining(tx, entered.params.trainingId!))
    await setQuiz(tx, entered.actor, id, values)
    return redirect(`/office/trainings/${id}?done=training-quiz`)
  })
}

const columns = ['ask', 'askEn', 'choices', 'choicesEn', 'right']

/** The questions of a training with what is right, for the office. */
export default function SetQuiz() {
  const { training, quiz, rights } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useTrainingTexts()
  const texts = all.quiz
  const named = useNamed()
  const rows = (quiz?.questions ?? []).map(({ ask, askEn, choices, choicesEn }, at) => [
    ask,
    askEn,
    choices.join('；'),
    choicesEn.join('; '),
    String(rights[at]! + 1),
  ])
  return (
    <>
      <PageHead
        trail={[
          { label: all.desk.title, to: '/office/trainings' },
          {
            label: named(training.titleZh, training.titleEn || null),
            to: `/office/trainings/${training.id}`,
          },
        ]}
        title={texts.set}
        sentence={texts.setLead}
      />
      <CheckedForm
        form={quizForm}
        answer={answer}
        defaults={{ passAt: quiz ? String(quiz.passAt) : '', needed: quiz?.needed ? 'yes' : '' }}
        className="space-y-6"
      >
        {(field, busy) => (
          <>
            <Section title={texts.questions} sentence={texts.questionsHint}>
              {field('questions').error && (
                <p className="mb-2 text-sm text-risk">{field('questions').error}</p>
              )}
              <GridEntry
                name="questions"
                caption={texts.questions}
                rows={gridRows(answer, 'questions', columns, rows)}
                spare={4}
                errors={gridErrors(answer, 'questions')}
                columns={[
                  { key: 'ask', head: texts.ask, grow: 2 },
                  { key: 'askEn', head: texts.askEn },
                  { key: 'choices', head: texts.choices, grow: 2 },
                  { key: 'choicesEn', head: texts.choicesEn },
                  {
                    key: 'right',
                    head: texts.right,
                    options: places.map((value) => ({ value, label: value })),
                  },
                ]}
              />
            </Section>
            <TextField {...field('passAt')} label={texts.passAt} inputMode="numeric" width="short" />
            <CheckField {...field('needed')} value="yes" label={texts.needed} />
            <Button look="primary" busy={busy}>
              {texts.save}
            </Button>
          </>
        )}
      </CheckedForm>
    </>
  )
}
