import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import { TermsTable } from '../parts/terms-table'
import { findRound } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'rounds.terms', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const { title, terms, termsVersion } = found(await findRound(db, actor, params.roundId!))
  return { title, terms, version: termsVersion }
}

export default function RoundTermsPage() {
  const { terms, version } = useLoaderData<typeof loader>()
  return <TermsTable terms={terms} version={version} />
}
