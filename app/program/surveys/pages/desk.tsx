import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { SurveyList } from '../parts/survey-list'
import { useSurveyTexts } from '../parts/texts'
import { listSurveys } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.survey-desk' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listSurveys(db), runs: is(actor, 'officer') }
}

export default function SurveysDesk() {
  const { rows, runs } = useLoaderData<typeof loader>()
  const texts = useSurveyTexts()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.deskLead}
        primary={
          runs && (
            <LinkButton to="/office/surveys/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <SurveyList
        rows={rows}
        under="/office/surveys"
        empty={<Empty icon="chart" title={texts.noSurveys} why={texts.noSurveysWhy} />}
      />
    </>
  )
}
