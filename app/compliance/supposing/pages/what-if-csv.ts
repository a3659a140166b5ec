import type { LoaderFunctionArgs } from '@remix-run/node'
import { nameIn } from '~/kernel/locale'
import { dayOf } from '~/kernel/workdays'
import { compliance as en } from '~/texts/en/compliance'
import { whatIf as whatIfEn } from '~/texts/en/what-if'
import { inLanguage } from '~/texts/spoken'
import { compliance as zh } from '~/texts/zh/compliance'
import { whatIf as whatIfZh } from '~/texts/zh/what-if'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { suppositionsOf } from '../supposition'
import { findWhatIf } from '../what-if.server'
import { positionFigures } from '../../position'

export const handle = page({ access: 'compliance.read', title: 'people.resource' })

/** Each product that would change, once as it is and once as it would be. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const { changes } = await findWhatIf(db, actor, suppositionsOf(url.searchParams.getAll('s')), now)
  const [{ figures: heads, status }, words] = [inLanguage(actor.locale, zh, en), inLanguage(actor.locale, whatIfZh, whatIfEn)]
  const rows = changes.flatMap(({ product, before, after }) =>
    ([[words.statusBefore, before], [words.statusAfter, after]] as const).map(([when, its]) => [
      nameIn(actor.locale, product.nameZh, product.nameEn), when, status[its?.status ?? 'not_applicable'],
      ...positionFigures.map((figure) => its?.[figure] ?? 0),
    ]),
  )
  return csvFile(`what-if-${dayOf(now)}.csv`, [heads.product, '', heads.status, ...positionFigures.map((figure) => heads[figure])], rows)
} // oxfmt-ignore
