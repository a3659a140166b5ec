import type { LoaderFunctionArgs } from '@remix-run/node'
import { env } from '~/env.server'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { openData } from '../open-data.server'
import { releasePackage } from '../package'
import { listReleasesSince, publisherOf } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** Releases as they come, a hundred at a time; the next address stands in the Link header (RFC 8288). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, url, now } = await enter(args, handle)
  const since = url.searchParams.get('since')
  const { releases, next } = await listReleasesSince(db, since)
  const path = since ? `/ocds/releases?since=${encodeURIComponent(since)}` : '/ocds/releases'
  const link = next && `<${env.PUBLIC_ORIGIN}/ocds/releases?since=${encodeURIComponent(next)}>; rel="next"`
  return openData(releasePackage(publisherOf(releases[0]), path, releases, now.toISOString()), link)
}
