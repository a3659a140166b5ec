import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Columns } from '~/design/columns'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { mayEnter } from '~/people/access'
import { answerOf } from '~/web/answer'
import { CheckedForm } from '~/web/checked-form'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { endOf } from '../../parts/days'
import { PlainText } from '../../parts/plain-text'
import { answerSurvey } from '../commands.server'
import { answersForm } from '../form'
import { QuestionField } from '../parts/question-field'
import { useSurveyTexts } from '../parts/texts'
import { findOwnAnswers, findSurvey, listNeeded } from '../queries.server'

export const handle = page({ access: 'survey.own', title: 'program.survey-answer' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, now } = await enter(args, handle)
  const survey = found(await findSurvey(db, params.surveyId!))
  const own = found(await findOwnAnswers(db, actor, survey.id))
  return {
    survey,
    own,
    needed: await listNeeded(db, survey.form),
    answers: survey.state === 'open' && mayEnter('survey.answer', actor),
    now,
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'survey.answer' })
  const { id, form } = found(await findSurvey(entered.db, entered.params.surveyId!))
  return withForm(entered, answersForm(form), async (tx, { answers }) => {
    await answerSurvey(tx, entered.actor, id, answers)
    return redirect(`/surveys/${id}/answer?done=survey-answered`)
  })
}

export default function AnswerPage() {
  const { survey, own, needed, answers, now } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useSurveyTexts()
  const named = useNamed()
  const given = own.answers ?? {}
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/surveys' }]}
        title={named(survey.titleZh, survey.titleEn || null)}
        state={
          <Chip meaning={own.answeredAt ? 'ok' : 'attention'}>
            {own.answeredAt ? texts.answered : texts.toAnswer}
          </Chip>
        }
        sentence={texts.answerLead}
      />
      <Columns
        side={
          <Facts
            items={[
              {
                label: texts.dueOn,
                value: <Deadline at={endOf(survey.dueOn)} now={now} met={own.answeredAt !== null} />,
              },
              { label: texts.privacy, value: texts.privacyWhy },
            ]}
          />
        }
      >
        {survey.about && <PlainText>{survey.about}</PlainText>}
        {answers ? (
          <CheckedForm
            form={answersForm(survey.form)}
            answer={answer}
            defaults={Object.fromEntries(
              Object.entries(given).map(([key, value]) => [`answers.${key}`, value]),
            )}
            className="mt-6 max-w-2xl space-y-5"
          >
            {(field, busy) => (
              <>
                {survey.form.map((question) => (
                  <QuestionField
                    key={question.key}
                    question={question}
                    field={field(`answers.${question.key}`)}
                    subject={needed.find(({ id }) => id === question.classId)}
                  />
                ))}
                <Button look="primary" busy={busy}>
                  {own.answeredAt ? texts.answerAnew : texts.answerNow}
                </Button>
              </>
            )}
          </CheckedForm>
        ) : own.answers ? (
          <Facts
            layout="row"
            items={survey.form.map(({ key, label, labelEn }) => ({
              label: named(label, labelEn || null),
              value: given[key] || '—',
            }))}
          />
        ) : (
          <Notice meaning="info">{texts.notAnswered}</Notice>
        )}
      </Columns>
    </>
  )
}
