import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { openData } from '../open-data.server'
import { releasePackage } from '../package'
import { findRelease, publisherOf } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** One release in its package; it never changes. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const release = found(await findRelease(db, params.release!))
  return openData(
    releasePackage(publisherOf(release), `/ocds/releases/${release.id}.json`, [release], release.date),
  )
}
