import type { LoaderFunctionArgs } from '@remix-run/node'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listNewest } from '../queries.server'

export const handle = page({ access: 'scorecard.read', title: 'program.scorecards' })

/** The counts behind each vendor's newest released scorecard; cases are left empty below five. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const header = ['vendor', 'from', 'to', 'due', 'on_time', 'deliveries', 'rejected', 'answers', 'median_answer_hours', 'price_breaches', 'orders', 'cases', 'comment'] // oxfmt-ignore
  return csvFile(
    'scorecards.csv',
    header,
    (await listNewest(db)).map(({ vendor, coversFrom, coversTo, figures: its, comment }) => [
      vendor, coversFrom, coversTo, its.due, its.onTime, its.deliveries, its.rejected, its.answers, its.answerHours, its.breaches,
      its.orders, its.cases, comment,
    ]),
  ) // oxfmt-ignore
}
