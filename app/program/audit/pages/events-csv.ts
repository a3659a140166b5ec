import type { LoaderFunctionArgs } from '@remix-run/node'
import { audit as en } from '~/texts/en/audit'
import { inLanguage } from '~/texts/spoken'
import { audit as zh } from '~/texts/zh/audit'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { eventFilter } from '../asked'
import { listEvents, noteExport } from '../events.server'

export const handle = page({ access: 'audit.read', title: 'program.auditEvents' })

const most = 20_000

/** The log under the same filters; that it was taken along is in the log. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { after: _, ...asked } = eventFilter.parse(Object.fromEntries(url.searchParams))
  const { events: texts } = inLanguage(actor.locale, zh, en)
  const { rows } = await listEvents(db, asked, most)
  await noteExport(db, actor.personId)
  const head = [texts.ix, texts.at, texts.kind, texts.who, texts.organization, texts.round, texts.subject, texts.id] // oxfmt-ignore
  return csvFile(
    `${texts.title}.csv`,
    head,
    rows.map((row) => [row.ix, row.at.toISOString(), row.kind, row.person, row.organization, row.roundNumber, row.subjectId, row.id]), // oxfmt-ignore
  )
}
