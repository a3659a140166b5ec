import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useDisclosureTexts } from '../parts/texts'
import { findProven } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.statement-proof' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const no = params.statementNo!.slice(0, 40)
  return { no, proven: (await findProven(db, no)) ?? null }
}

export default function StatementProof() {
  const { no, proven } = useLoaderData<typeof loader>()
  const { proof: texts, paper } = useDisclosureTexts()
  return (
    <>
      <PageHead title={texts.title} />
      {proven ? (
        <>
          <Notice meaning={proven.holds ? 'ok' : 'risk'} title={proven.holds ? texts.holds : texts.ended}>
            {proven.holds ? texts.holdsWhy(proven.name) : texts.endedWhy(proven.name)}
          </Notice>
          <div className="mt-6">
            <Facts
              items={[
                { label: paper.no, value: <code>{no}</code> },
                { label: paper.uscc, value: <code>{proven.uscc}</code> },
                { label: paper.onDay, value: <Day on={proven.onDay} /> },
                { label: paper.validUntil, value: <Day on={proven.validUntil} /> },
              ]}
            />
          </div>
        </>
      ) : (
        <Empty icon="search" title={texts.none} why={texts.noneWhy} />
      )}
    </>
  )
}
