import type { LoaderFunctionArgs } from '@remix-run/node'
import { payments as en } from '~/texts/en/payments'
import { inLanguage } from '~/texts/spoken'
import { payments as zh } from '~/texts/zh/payments'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findImport } from '../statement.server'
import type { Problem } from '../statements/layout'

export const handle = page({ access: 'payment.oversee', title: 'payments.statement' })

/** Every wrong cell of a statement, by row and column, to be put right in the file. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { fileName, problems } = found(await findImport(db, params.importId!))
  const texts = inLanguage(actor.locale, zh, en).statements
  const says: Record<string, string> = texts.problemsSay
  const rows = (problems as Problem[]).map(({ row, column, code }) => [row, column, says[code] ?? code])
  return csvFile(`${fileName}-${texts.problems}.csv`, [texts.row, texts.column, texts.problem], rows)
}
