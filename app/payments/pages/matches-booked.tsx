import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { countBoard, listMatches } from '../matching/board.server'
import { MatchesTable } from '../parts/matches-table'
import { MatchingTabs } from '../parts/matching-tabs'
import { usePaymentsTexts } from '../parts/texts'

export const handle = page({ access: 'payment.oversee', title: 'payments.matching' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const after = url.searchParams.get('after') ?? undefined
  const matches = await listMatches(db, ['confirmed', 'undone'], { after })
  return { matches, next: matches.length === 100 ? matches.at(-1)!.id : null, counts: await countBoard(db) }
}

export default function MatchesBooked() {
  const { matches, next, counts } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().matching
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <MatchingTabs counts={counts} />
      <MatchesTable
        caption={texts.tabs.booked}
        matches={matches}
        next={next}
        empty={<Empty title={texts.bookedEmpty} why={texts.bookedEmptyWhy} icon="check-circle" />}
      />
    </>
  )
}
