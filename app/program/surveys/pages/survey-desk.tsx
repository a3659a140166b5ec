import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Columns } from '~/design/columns'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { nameIn } from '~/kernel/locale'
import { is } from '~/people/actor'
import { History } from '~/people/parts/history'
import { listHistory } from '~/people/queries.server'
import { answerOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { useDay } from '../../parts/days'
import { PlainText } from '../../parts/plain-text'
import { moveSurvey } from '../commands.server'
import { surveyMoveForm } from '../form'
import { Results } from '../parts/results'
import { Suggestion } from '../parts/suggestion'
import { SurveyChip } from '../parts/survey-chip'
import { useSurveyTexts } from '../parts/texts'
import { countAsked, findSurvey, listNeeded, listRates, listResults } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.survey' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const survey = found(await findSurvey(db, params.surveyId!))
  return {
    title: nameIn(actor.locale, survey.titleZh, survey.titleEn || null),
    survey,
    asks: survey.state === 'draft' ? await countAsked(db, survey.filter) : survey.size.asked,
    rates: await listRates(db, survey.id),
    results: await listResults(db, survey.id),
    needed: await listNeeded(db, survey.form),
    history: await listHistory(db, survey.id),
    runs: is(actor, 'officer'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'program.manage' })
  return withForm(entered, surveyMoveForm, async (tx, asked) => {
    const { id } = found(await findSurvey(tx, entered.params.surveyId!))
    await moveSurvey(tx, entered.actor, id, asked, entered.now)
    return redirect(`/office/surveys/${id}?done=survey-${asked.move}`)
  })
}

export default function SurveyDesk() {
  const { survey, asks, rates, results, needed, history, runs } = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const texts = useSurveyTexts()
  const format = useFormat()
  const named = useNamed()
  const day = useDay()
  const { state, size } = survey
  const move = state === 'draft' ? 'open' : 'close'
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/office/surveys' }]}
        title={named(survey.titleZh, survey.titleEn || null)}
        state={<SurveyChip state={state} />}
        sentence={
          state === 'draft'
            ? texts.asks(format.number(asks))
            : texts.rateOf(format.number(size.answered), format.number(size.asked))
        }
        primary={
          runs &&
          state !== 'closed' && (
            <ConfirmMove
              move={move}
              look="primary"
              verb={texts.moves[move].verb}
              title={texts.moves[move].what}
              consequences={[texts.moves[move].who]}
              undo={{ possible: false, words: texts.moves[move].undo }}
              answer={answer}
            />
          )
        }
      />
      <Columns
        side={
          <Section title={texts.facts}>
            <Facts
              items={[
                { label: texts.dueOn, value: day(survey.dueOn) },
                { label: texts.asked, value: format.number(asks) },
                { label: texts.questions, value: format.number(survey.form.length) },
                { label: texts.privacy, value: texts.officePrivacy },
              ]}
            />
            {state === 'closed' && (
              <p className="mt-3">
                <TextLink to={`/surveys/${survey.id}`}>{texts.publicPage}</TextLink>
              </p>
            )}
          </Section>
        }
      >
        {survey.about && <PlainText>{survey.about}</PlainText>}
        {state !== 'draft' && (
          <Section title={texts.byDistrict}>
            <Table
              caption={texts.byDistrict}
              rows={rates}
              rowKey={({ code }) => code}
              empty={null}
              columns={[
                {
                  key: 'district',
                  head: texts.district,
                  cell: ({ nameZh, nameEn }) => named(nameZh, nameEn),
                },
                { key: 'asked', head: texts.asked, type: 'number', cell: (row) => format.number(row.asked) },
                {
                  key: 'answered',
                  head: texts.answers,
                  type: 'number',
                  cell: (row) => format.number(row.answered),
                },
                {
                  key: 'rate',
                  head: texts.rate,
                  type: 'number',
                  narrow: 'end',
                  cell: (row) => format.percent(row.answered / row.asked),
                },
              ]}
            />
          </Section>
        )}
        {state === 'draft' ? (
          <Section title={texts.questions} count={survey.form.length}>
            <Facts
              layout="row"
              items={survey.form.map(({ label, labelEn, kind }) => ({
                label: texts.kinds[kind],
                value: named(label, labelEn || null),
              }))}
            />
          </Section>
        ) : (
          <Results form={survey.form} results={results} size={size} needed={needed}>
            {(classId, result) => (
              <Suggestion
                survey={survey}
                needing={result?.needing ?? null}
                classId={classId}
                wishId={needed.find(({ id }) => id === classId)?.wishId ?? null}
                runs={runs}
                answer={answer}
              />
            )}
          </Results>
        )}
        <History events={history} />
      </Columns>
    </>
  )
}
