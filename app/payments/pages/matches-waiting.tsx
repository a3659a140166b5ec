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
  const { db } = await enter(args, handle)
  return { matches: await listMatches(db, ['proposed']), counts: await countBoard(db) }
}

export default function MatchesWaiting() {
  const { matches, counts } = useLoaderData<typeof loader>()
  const texts = usePaymentsTexts().matching
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <MatchingTabs counts={counts} />
      <MatchesTable
        caption={texts.tabs.waiting}
        matches={matches}
        empty={<Empty title={texts.waitingEmpty} why={texts.waitingEmptyWhy} icon="people" />}
      />
    </>
  )
}
