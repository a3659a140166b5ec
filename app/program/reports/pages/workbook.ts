import type { LoaderFunctionArgs } from '@remix-run/node'
import { writeWorkbook } from '~/kernel/workbook.server'
import { program as en } from '~/texts/en/program'
import { reports as enReports } from '~/texts/en/reports'
import { inLanguage } from '~/texts/spoken'
import { program as zh } from '~/texts/zh/program'
import { reports as zhReports } from '~/texts/zh/reports'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { workbookFile } from '~/web/workbook.server'
import { findRound, listTasks } from '../queries.server'
import { sheetOf } from '../sheet'

export const handle = page({ access: 'program.oversee', title: 'program.report-round' })

/** Every unit's report of a round, a line each: state, figures as they were frozen, answers, remarks. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const round = found(await findRound(db, params.roundId!))
  const [words, own] = [inLanguage(actor.locale, zh, en), inLanguage(actor.locale, zhReports, enReports)]
  const sheet = sheetOf(round, await listTasks(db, round.id), words, own)
  return workbookFile(`${round.title}.xlsx`, await writeWorkbook([sheet]))
}
