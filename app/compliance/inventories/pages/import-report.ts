import type { LoaderFunctionArgs } from '@remix-run/node'
import { inLanguage } from '~/texts/spoken'
import { inventory as en } from '~/texts/en/inventory'
import { inventory as zh } from '~/texts/zh/inventory'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import type { Severity } from '../../record'
import { findImport, listProblems } from '../imports.server'

export const handle = page({ access: 'inventory.read', title: 'people.resource' })

/** Every row that did not become a record, or did so with a doubt, with its line. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params, url } = await enter(args, handle)
  const its = found(await findImport(db, params.importId!))
  const severity = (url.searchParams.get('severity') || undefined) as Severity | undefined
  const problems = await listProblems(db, its.id, { severity, limit: null })
  const { report, severities, problems: words } = inLanguage(actor.locale, zh, en)
  const columns: Record<string, string> = report.columns
  return csvFile(
    `${its.fileName}-report.csv`,
    [
      report.file,
      report.computer,
      report.line,
      report.row,
      report.column,
      report.severity,
      report.code,
      report.what,
      report.excerpt,
    ],
    problems.map(({ file, computer, line, row, field, severity: kind, code, excerpt }) => [
      file, computer, line, row, field && (columns[field] ?? field), severities[kind], code, (words as Record<string, string>)[code] ?? code, excerpt,
    ]), // oxfmt-ignore
  )
}
