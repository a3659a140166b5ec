import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { blacklist as en } from '~/texts/en/blacklist'
import { inLanguage } from '~/texts/spoken'
import { blacklist as zh } from '~/texts/zh/blacklist'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { listPublic } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** The list as it is public at this moment. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const { facts, public: all } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `blacklist-${dayOf(now)}.csv`,
    [all.name, facts.uscc, facts.decisionNo, facts.authority, facts.decidedOn, facts.ground, all.since, facts.reviewOn],
    (await listPublic(db)).map((row) => [
      row.name, row.uscc, row.decisionNo, row.authority, row.decidedOn, row.ground, dayOf(row.publicAt), row.reviewOn,
    ]),
  ) // oxfmt-ignore
}
