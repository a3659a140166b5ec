import type { LoaderFunctionArgs } from '@remix-run/node'
import { signed } from '~/kernel/signing.server'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findRecord, listFactTexts } from '../queries.server'
import { recordText, type SignedRecord } from '../signed-record'

export const handle = page({ access: 'record.read', title: 'people.resource' })

/** A purchase record to be taken along: whoever gets the file checks it without this platform. */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params, now } = await enter(args, handle)
  const { id, no, body } = found(await findRecord(db, params.recordNo!))
  const content = { no, body, facts: await listFactTexts(db, id), at: now.toISOString() }
  const its: SignedRecord = {
    format: 'muster-record/1',
    ...content,
    signature: signed(recordText(content)),
  }
  return new Response(JSON.stringify(its), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${no}.signed.json"`,
      'cache-control': 'private, no-store',
    },
  })
}
