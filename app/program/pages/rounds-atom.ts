import type { LoaderFunctionArgs } from '@remix-run/node'
import { createElement as e } from 'react'
import { env } from '~/env.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { xmlDocument } from '~/web/xml.server'
import { feedTitle } from '~/texts/feed.server'
import { listPublished } from '../site.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** Published rounds as an Atom feed (RFC 4287). */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const rounds = await listPublished(db)
  const at = (path: string) => `${env.PUBLIC_ORIGIN}${path}`
  const titleOf = (round: (typeof rounds)[number]) =>
    `${round.number} ${actor.locale === 'zh' ? round.title : (round.titleEn ?? round.title)}`
  return xmlDocument(
    'application/atom+xml',
    e(
      'feed',
      { xmlns: 'http://www.w3.org/2005/Atom' },
      e('title', null, feedTitle(actor.locale)),
      e('id', null, at('/rounds.atom')),
      e('link', { rel: 'self', href: at('/rounds.atom') }),
      e('link', { rel: 'alternate', href: at('/rounds') }),
      e('updated', null, (rounds[0]?.publishedAt ?? now).toISOString()),
      e('author', null, e('name', null, feedTitle(actor.locale))),
      ...rounds.map((round) =>
        e(
          'entry',
          { key: round.id },
          e('title', null, titleOf(round)),
          e('id', null, at(`/rounds/${round.id}`)),
          e('link', { href: at(`/rounds/${round.id}`) }),
          e('updated', null, round.publishedAt!.toISOString()),
        ),
      ),
    ),
  )
}
