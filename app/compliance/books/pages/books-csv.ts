import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { ledgers as en } from '~/texts/en/ledgers'
import { inLanguage } from '~/texts/spoken'
import { ledgers as zh } from '~/texts/zh/ledgers'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { findKnown } from '../../known/known.server'
import { knownColumn } from '../../known/words.server'
import { causes } from '../causes'
import { listBooks } from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'people.resource' })

/** Books versus use, a column for each cause. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const known = knownColumn(await findKnown(db, actor.organizationId), actor.locale)
  const { books: heads } = inLanguage(actor.locale, zh, en)
  return csvFile(
    `books-${dayOf(now)}.csv`,
    [heads.product, heads.bought, heads.entitled, heads.assigned, heads.installed, heads.verified, ...causes.map((cause) => heads.cause[cause]), known.head],
    (await listBooks(db, actor)).map((row) => [
      nameIn(actor.locale, row.nameZh, row.nameEn), row.bought, row.entitled, row.assigned, row.installed, row.verified,
      ...causes.map((cause) => row.differences.find((one) => one.cause === cause)?.units ?? 0), known.cell,
    ]),
  ) // oxfmt-ignore
}
