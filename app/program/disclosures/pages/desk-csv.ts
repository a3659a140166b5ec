import type { LoaderFunctionArgs } from '@remix-run/node'
import { disclosures as en } from '~/texts/en/disclosures'
import { inLanguage } from '~/texts/spoken'
import { disclosures as zh } from '~/texts/zh/disclosures'
import { csvFile } from '~/web/csv.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { asked, listDisclosures } from '../queries.server'

export const handle = page({ access: 'program.read', title: 'people.resource' })

/** The disclosures as filtered. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const texts = inLanguage(actor.locale, zh, en)
  return csvFile(
    'disclosures.csv',
    [texts.enterprise, texts.listing, texts.kind, texts.onDay, texts.source, texts.link, texts.text, texts.followUps],
    (await listDisclosures(db, asked(url.searchParams))).map((row) => [
      row.name, texts.listings[row.listing], texts.kinds[row.kind], row.onDay, row.source, row.link, row.text, row.followUps,
    ]),
  ) // oxfmt-ignore
}
