import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findSurvey, listResults } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.survey' })

/** What a survey found, a line per question or option; hidden counts are empty. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const { id, form, state } = found(await findSurvey(db, params.surveyId!))
  const results = state === 'closed' ? await listResults(db, id) : []
  const labelOf = (key: string) => form.find((question) => question.key === key)!.label
  return csvFile(
    'survey.csv',
    ['question', 'answers', 'option', 'count', 'sum', 'median', 'enterprises_in_need'],
    results.map(({ key, answered, option, hits, total, middle, needing }) => [labelOf(key), answered, option, hits, total, middle, needing]),
  ) // oxfmt-ignore
}
