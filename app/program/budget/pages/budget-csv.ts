import type { LoaderFunctionArgs } from '@remix-run/node'
import { toDecimal } from '~/kernel/money'
import { dayOf } from '~/kernel/workdays'
import { budget as en } from '~/texts/en/budget'
import { inLanguage } from '~/texts/spoken'
import { budget as zh } from '~/texts/zh/budget'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { budgetYear } from '../asked'
import { listBudgetLines, listBudgetYears } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'people.resource' })

/** The lines of the year that the page shows, in yuan. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const year = budgetYear(url.searchParams, dayOf(now), await listBudgetYears(db))
  const texts = inLanguage(actor.locale, zh, en)
  return csvFile(
    `budget-${year}.csv`,
    [texts.line, texts.planned, texts.spent, texts.left],
    (await listBudgetLines(db, year)).map(({ name, planned, spent }) => [
      name,
      toDecimal(planned),
      toDecimal(spent),
      toDecimal(planned - spent),
    ]),
  )
}
