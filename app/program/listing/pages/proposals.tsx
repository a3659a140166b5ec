import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useDay } from '../../parts/days'
import { ProposalChip } from '../parts/proposal-chip'
import { useListingTexts } from '../parts/texts'
import { listProposals } from '../queries.server'

export const handle = page({ access: 'listing.read', title: 'program.proposals' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listProposals(db), proposes: mayEnter('listing.propose', actor) }
}

export default function Proposals() {
  const { rows, proposes } = useLoaderData<typeof loader>()
  const texts = useListingTexts()
  const named = useNamed()
  const day = useDay()
  return (
    <>
      <PageHead
        trail={[{ label: texts.title, to: '/recommended' }]}
        title={texts.proposals}
        sentence={texts.proposalsLead}
        primary={
          proposes && (
            <LinkButton to="/recommended/proposals/new" look="primary" icon="plus">
              {texts.propose}
            </LinkButton>
          )
        }
      />
      <Table
        caption={texts.proposals}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/recommended/proposals/${id}`}
        total={rows.length}
        csv="/recommended/proposals.csv"
        empty={<Empty icon="star" title={texts.noProposals} why={texts.noProposalsWhy} />}
        columns={[
          {
            key: 'product',
            head: texts.product,
            cell: (row) => `${named(row.nameZh, row.nameEn)} ${named(row.edition, row.editionEn)}`,
          },
          {
            key: 'proposer',
            head: texts.proposer,
            cell: ({ proposer, proposerEn }) => named(proposer, proposerEn),
          },
          { key: 'at', head: texts.proposedAt, type: 'date', cell: ({ at }) => <Moment at={at} day /> },
          {
            key: 'until',
            head: texts.until,
            type: 'date',
            named: true,
            cell: ({ validUntil, state }) => state === 'accepted' && validUntil && day(validUntil),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <ProposalChip state={state} />,
          },
        ]}
      />
    </>
  )
}
