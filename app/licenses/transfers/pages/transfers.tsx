import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { MenuLink } from '~/design/menu'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { LicenseTabs } from '../../parts/license-tabs'
import { useLicensesTexts } from '../../parts/texts'
import { TransferChip } from '../parts/transfer-chip'
import { listTransfers } from '../queries.server'

export const handle = page({ access: 'license.read', title: 'licenses.transfers' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listTransfers(db), ownId: actor.organizationId, manages: is(actor, 'asset_manager') }
}

export default function Transfers() {
  const { rows, ownId, manages } = useLoaderData<typeof loader>()
  const all = useLicensesTexts()
  const texts = all.transfers
  const name = useSoftwareName()
  const named = useNamed()
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/licenses/transfers/new" look="primary" icon="plus">
              {texts.offer}
            </LinkButton>
          )
        }
        more={
          manages && (
            <MenuLink to="/licenses/transfers/computer" icon="box">
              {texts.computer.offer}
            </MenuLink>
          )
        }
      />
      <LicenseTabs />
      <div className="mt-5">
        <Table
          caption={texts.title}
          rows={rows}
          total={rows.length}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/licenses/transfers/${id}`}
          csv="/licenses/transfers.csv"
          empty={<Empty title={texts.none} why={texts.noneWhy} icon="layers" />}
          columns={[
            {
              key: 'what',
              head: all.list.product,
              narrow: 'title',
              cell: (row) => (
                <>
                  {name(row)} <span className="text-ink-soft">{named(row.edition, row.editionEn)}</span>
                </>
              ),
            },
            {
              key: 'quantity',
              head: all.list.quantity,
              type: 'number',
              narrow: 'detail',
              cell: ({ quantity }) => quantity,
            },
            { key: 'kind', head: texts.kind, narrow: 'detail', cell: ({ kind }) => texts.kinds[kind] },
            {
              key: 'way',
              head: texts.way,
              narrow: 'detail',
              cell: (row) =>
                row.orgId === ownId
                  ? texts.givenTo(named(row.receiver, row.receiverEn))
                  : texts.takenFrom(named(row.giver, row.giverEn)),
            },
            {
              key: 'state',
              head: texts.stateHead,
              type: 'chip',
              narrow: 'end',
              cell: ({ state }) => <TransferChip state={state} />,
            },
            {
              key: 'at',
              head: texts.offeredAt,
              type: 'date',
              cell: ({ offeredAt }) => <Moment at={offeredAt} />,
            },
          ]}
        />
      </div>
    </>
  )
}
