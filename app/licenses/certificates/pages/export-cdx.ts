import { randomUUID } from 'node:crypto'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { dayOf } from '~/kernel/workdays'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { cyclonedx } from '../cyclonedx'
import { findHolder, listExportRows } from '../export.server'
import { version } from '../version'

export const handle = page({ access: 'license.read', title: 'people.resource' })

/** One's rights as CycloneDX 1.6 (licenses.md §10): a proof of rights, not an inventory; `?all=1` with what has ended. */
export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const rows = await listExportRows(db, actor, url.searchParams.get('all') === '1')
  const head = { id: randomUUID(), at: now, asOf: dayOf(now), holder: await findHolder(db, actor), version }
  return new Response(JSON.stringify(cyclonedx(head, rows), null, 2), {
    headers: {
      'content-type': 'application/vnd.cyclonedx+json; version=1.6',
      'content-disposition': `attachment; filename="entitlements-${head.asOf}.cdx.json"`,
      'cache-control': 'private, no-store',
    },
  })
}
