import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listPublishers } from '~/catalog/queries.server'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { type AuthorizationState, authorizationLifecycle } from '../../lifecycle'
import { askedLetters } from '../asked'
import { LetterTable } from '../parts/letter-table'
import { useAuthorizationTexts } from '../parts/texts'
import { type LetterRow, listLetters } from '../queries.server'

export const handle = page({ access: 'qualification.oversee', title: 'rounds.authorizations' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const letters = await listLetters(db, actor, askedLetters(url.searchParams))
  return { letters, publishers: await listPublishers(db), now }
}

export default function Authorizations() {
  const { publishers, now, ...data } = useLoaderData<typeof loader>()
  const texts = useAuthorizationTexts()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.list} sentence={texts.listLead} />
      <Filters
        filters={[
          {
            name: 'state',
            label: texts.state,
            type: 'choice',
            any: texts.anyState,
            options: authorizationLifecycle.states.map((value: AuthorizationState) => ({
              value,
              label: texts.states[value],
            })),
          },
          {
            name: 'publisher',
            label: texts.publisher,
            type: 'choice',
            any: texts.anyPublisher,
            options: publishers.map(({ key, nameZh, nameEn }) => ({
              value: key,
              label: named(nameZh, nameEn),
            })),
          },
        ]}
      />
      <LetterTable
        letters={data.letters as LetterRow[]}
        now={now}
        vendors
        csv="/office/authorizations.csv"
        empty={<Empty icon="document" title={texts.emptyOffice} why={texts.emptyOfficeWhy} />}
      />
    </>
  )
}
