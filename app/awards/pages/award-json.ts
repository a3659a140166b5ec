import type { LoaderFunctionArgs } from '@remix-run/node'
import { canonical, type Canonical } from '~/kernel/canonical'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { findProof } from '../runs/queries.server'

export const handle = page({ access: 'anyone', title: 'awards.award' })

/** The adopted certificate or its instance, canonical: to the round's members at the decision, to everyone once confirmed (row policy). */
export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const proof = found(await findProof(db, params.roundId!))
  const body = found({ certificate: proof.certificate, instance: proof.body }[params.proof!])
  return new Response(`${canonical(body as Canonical)}\n`, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${proof.number}-${params.proof}.json"`,
    },
  })
}
