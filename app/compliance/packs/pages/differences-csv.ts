import type { LoaderFunctionArgs } from '@remix-run/node'
import { packs as en } from '~/texts/en/packs'
import { inLanguage } from '~/texts/spoken'
import { packs as zh } from '~/texts/zh/packs'
import { csvFile } from '~/web/csv.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findPack, listDifferences, listRuns } from '../queries.server'

export const handle = page({ access: 'recognition.read', title: 'people.resource' })

/** All titles that the newest run of a pack makes something else of. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findPack(db, params.packId!))
  const run = found((await listRuns(db, its.id)).find(({ phase }) => phase === 'done'))
  const { csv, classes } = inLanguage(actor.locale, zh, en)
  const named = (kind: string, ...parts: (string | null)[]) =>
    parts.filter(Boolean).join(' ') || (classes as Record<string, string>)[kind]
  const rows = await listDifferences(db, run.id, { limit: null })
  return csvFile(`recognition-${its.version}.csv`, csv, rows.map((row) => [
    row.title, row.publisher, named(row.fromClass, row.fromProduct, row.fromEdition, row.fromRelease),
    named(row.toClass, row.toProduct, row.toEdition, row.toRelease), row.rows, row.computers, row.organizations,
  ])) // oxfmt-ignore
}
