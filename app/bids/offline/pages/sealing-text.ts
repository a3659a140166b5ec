import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '~/env.server'
import { is } from '~/people/actor'
import { recipientsOf } from '~/rounds/sealing/notice'
import { inLanguage } from '~/texts/spoken'
import { offline as en } from '~/texts/en/offline'
import { offline as zh } from '~/texts/zh/offline'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findShownRound } from '../../queries.server'
import { listLotsOffered } from '../queries.server'
import { sealingText } from '../sealing-text'

export const handle = page({ access: 'anyone', title: 'bids.sealing-text' })

/** To whom, in which format and how an envelope is made without this site's scripts (procurement.md §6). */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const shown = found(await findShownRound(db, actor, params.roundId!))
  const { id: round, number, title, titleEn, noticeHash, bidsCloseAt } = shown
  const recipients = found(recipientsOf(shown.notice, noticeHash) ?? undefined)
  const lots = (await listLotsOffered(db, round)).map(({ editions, ...lot }) => ({
    ...lot,
    editions: editions.map(({ id, ...names }) => ({ id, name: names[actor.locale] })),
  }))
  const facts = {
    round,
    number,
    title: actor.locale === 'zh' ? title : (titleEn ?? title),
    noticeHash,
    recipients,
    author: is(actor, 'vendor') ? actor.organizationId : null,
    closes: bidsCloseAt.toISOString(),
    origin: env.PUBLIC_ORIGIN,
    lots,
  }
  return new Response(sealingText(facts, inLanguage(actor.locale, zh, en).text), {
    headers: { 'content-type': 'text/plain; charset=utf-8', vary: 'cookie, accept-language' },
  })
}
