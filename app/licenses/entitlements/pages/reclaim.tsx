import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { listReclaimable } from '~/compliance/positions/use.server'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { refuseIf } from '~/kernel/refusal'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { LicenseTabs } from '../../parts/license-tabs'
import { useLicensesTexts } from '../../parts/texts'
import { returnUnits } from '../assign.server'
import { reclaimForm } from '../form'

export const handle = page({ access: 'license.read', title: 'licenses.reclaim' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { rows: await listReclaimable(db, actor), manages: is(actor, 'asset_manager') }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, reclaimForm, async (tx, { id }) => {
    refuseIf(is(entered.actor, 'asset_manager') ? null : 'not-your-move')
    await returnUnits(tx, entered.actor, id)
    return redirect('/licenses/reclaim?done=units-returned')
  })
}

export default function Reclaim() {
  const { rows, manages } = useLoaderData<typeof loader>()
  const all = useLicensesTexts()
  const texts = all.reclaim
  const name = useSoftwareName()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <LicenseTabs />
      <div className="mt-5">
        <Table
          caption={texts.title}
          rows={rows}
          rowKey={({ id }) => id}
          total={rows.length}
          {...(manages && {
            bulk: {
              actions: [{ move: 'return', label: all.units.giveBack, icon: 'undo' as const }],
              nameOf: (row: (typeof rows)[number]) => `${row.entitlementNo} ${row.unitNo}`,
            },
          })}
          empty={<Empty title={texts.none} why={texts.noneWhy} icon="check-circle" />}
          columns={[
            { key: 'product', head: all.list.product, cell: (row) => name(row) },
            {
              key: 'no',
              head: all.list.no,
              cell: ({ entitlementId, entitlementNo, unitNo }) => (
                <>
                  <TextLink to={`/licenses/${entitlementId}`}>{entitlementNo}</TextLink> ·{' '}
                  {all.units.unit(unitNo)}
                </>
              ),
            },
            {
              key: 'user',
              head: all.units.user,
              cell: ({ computerId, computerNo, person }) =>
                computerId ? (
                  <TextLink to={`/inventory/computers/${computerId}`}>{computerNo}</TextLink>
                ) : (
                  person
                ),
            },
            { key: 'why', head: texts.why, cell: ({ why }) => texts.reasons[why] },
            {
              key: 'since',
              head: all.units.since,
              type: 'date',
              cell: ({ since }) => <Moment at={since} day />,
            },
          ]}
        />
      </div>
    </>
  )
}
