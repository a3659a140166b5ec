import type { LoaderFunctionArgs } from '@remix-run/node'
import { market as en } from '~/texts/en/market'
import { inLanguage } from '~/texts/spoken'
import { market as zh } from '~/texts/zh/market'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { asked } from '../asked'
import { listSellers } from '../queries.server'

export const handle = page({ access: 'market.read', title: 'people.resource' })

/** The register as filtered. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const { sellers: texts, visit } = inLanguage(actor.locale, zh, en)
  const inZh = actor.locale === 'zh'
  return csvFile(
    'sellers.csv',
    [texts.name, texts.kind, texts.uscc, texts.district, texts.address, texts.website, texts.letter, texts.visited, texts.finding, texts.openCases],
    (await listSellers(db, asked(url.searchParams))).map((row) => [
      row.name, texts.kinds[row.kind], row.uscc, inZh ? row.districtZh : row.districtEn, row.address, row.website,
      texts.letters[row.letter ?? 'none'], row.visitedOn, row.finding && visit.findings[row.finding], row.openCases,
    ]),
  ) // oxfmt-ignore
}
