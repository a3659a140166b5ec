import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useMarketTexts } from '../../parts/market-texts'
import { LetterChip } from '../parts/letter-chip'
import { listOwnLetters } from '../queries.server'

export const handle = page({ access: 'letter.read', title: 'program.letters' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { letters: await listOwnLetters(db, actor) }
}

export default function Letters() {
  const { letters } = useLoaderData<typeof loader>()
  const texts = useMarketTexts().letter
  return (
    <>
      <PageHead title={texts.ownTitle} sentence={texts.ownLead} />
      <Table
        caption={texts.ownTitle}
        rows={letters}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/letters/${id}`}
        empty={<Empty icon="document" title={texts.ownNone} why={texts.ownNoneWhy} />}
        columns={[
          { key: 'letter', head: texts.title, cell: ({ version }) => texts.of(version) },
          { key: 'seller', head: texts.seller, cell: ({ seller }) => seller },
          { key: 'by', head: texts.signedBy, narrow: 'hidden', cell: ({ signedBy }) => signedBy },
          {
            key: 'until',
            head: texts.expires,
            type: 'date',
            cell: ({ expiresOn }) => <Day on={expiresOn} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <LetterChip state={state} />,
          },
        ]}
      />
    </>
  )
}
