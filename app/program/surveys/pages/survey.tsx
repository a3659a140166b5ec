import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { nameIn } from '~/kernel/locale'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { PlainText } from '../../parts/plain-text'
import { Results } from '../parts/results'
import { SurveyChip } from '../parts/survey-chip'
import { useSurveyTexts } from '../parts/texts'
import { findSurvey, listNeeded, listResults } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.survey', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const survey = found(await findSurvey(db, params.surveyId!))
  const closed = survey.state === 'closed'
  return {
    title: nameIn(actor.locale, survey.titleZh, survey.titleEn || null),
    survey,
    results: closed ? await listResults(db, survey.id) : [],
    needed: closed ? await listNeeded(db, survey.form) : [],
  }
}

export default function Survey() {
  const { survey, results, needed } = useLoaderData<typeof loader>()
  const texts = useSurveyTexts()
  const format = useFormat()
  const { asked, answered } = survey.size
  const closed = survey.state === 'closed'
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/surveys' }]}
        title={useNamed()(survey.titleZh, survey.titleEn || null)}
        state={<SurveyChip state={survey.state} />}
        sentence={texts.rateOf(format.number(answered), format.number(asked))}
        primary={
          closed && (
            <LinkButton reloadDocument to={`/surveys/${survey.id}/results.csv`} icon="download">
              {texts.csv}
            </LinkButton>
          )
        }
      />
      {survey.about && <PlainText>{survey.about}</PlainText>}
      {closed ? (
        <>
          <p className="mt-3 mb-6 text-ink-soft">{texts.anonymous}</p>
          <Results form={survey.form} results={results} size={survey.size} needed={needed} />
        </>
      ) : (
        <Notice meaning="info" title={texts.running}>
          {texts.runningWhy}
        </Notice>
      )}
    </>
  )
}
