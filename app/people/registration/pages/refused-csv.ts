import type { LoaderFunctionArgs } from '@remix-run/node'
import { directory as en } from '~/texts/en/directory'
import { problemText } from '~/texts/problems'
import { inLanguage } from '~/texts/spoken'
import { directory as zh } from '~/texts/zh/directory'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { registrationNames } from '../columns'
import { findRegistrationImport, listRegistrationRows } from '../queries.server'

export const handle = page({ access: 'registration.read', title: 'people.resource' })

/** The rows that could not be read, as they stood in the file, with what is wrong: to be corrected and handed in again. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { id } = found(await findRegistrationImport(db, params.extractId!))
  const { rows } = await listRegistrationRows(db, id, { outcome: 'refused' }, null)
  const texts = inLanguage(actor.locale, zh, en).import
  return csvFile(
    'registration-refused.csv',
    [...registrationNames, texts.problems],
    rows.map(({ line, record, problems }) => [
      ...registrationNames.map((name) => record[name] ?? ''),
      problems
        .map(
          ({ column, code }) =>
            `${texts.line} ${line}${column ? ` ${column}` : ''}: ${problemText(code, undefined, actor.locale)}`,
        )
        .join('; '),
    ]),
  )
}
