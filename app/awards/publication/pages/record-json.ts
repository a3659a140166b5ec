import type { LoaderFunctionArgs } from '@remix-run/node'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { openData } from '../open-data.server'
import { recordPackage } from '../package'
import { listReleasesOf, publisherOf } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'people.resource' })

/** Every release of a round and their compiled release. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const releases = await listReleasesOf(db, params.ocid!)
  found(releases[0])
  return openData(recordPackage(publisherOf(releases[0]), `/ocds/records/${params.ocid}.json`, releases))
}
