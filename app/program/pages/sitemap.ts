import type { LoaderFunctionArgs } from '@remix-run/node'
import { createElement as e } from 'react'
import { listConfirmedAwards } from '~/awards/runs/published.server'
import { env } from '~/env.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { xmlDocument } from '~/web/xml.server'
import { listPublished } from '../site.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

const standing = ['/', '/rounds', '/catalog', '/recommended', '/wishes', '/trainings', '/honors', '/surveys', '/mediation', '/mediators', '/mediation/statistics', '/recognition', '/blacklist', '/typical-cases', '/verify', '/contracts/verify', '/help', '/api', '/glossary', '/privacy', '/audit'] // oxfmt-ignore

/** The public pages for search engines (sitemaps.org). */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const [rounds, awards] = [await listPublished(db, 1000), await listConfirmedAwards(db, 1000)]
  const paths = [
    ...standing,
    ...rounds.map(({ id }) => `/rounds/${id}`),
    ...awards.map(({ roundId }) => `/rounds/${roundId}/award/notice`),
  ]
  return xmlDocument(
    'application/xml',
    e(
      'urlset',
      { xmlns: 'http://www.sitemaps.org/schemas/sitemap/0.9' },
      ...paths.map((path) => e('url', { key: path }, e('loc', null, `${env.PUBLIC_ORIGIN}${path}`))),
    ),
  )
}
