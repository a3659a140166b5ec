import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { type QualificationState, qualificationLifecycle } from '../../lifecycle'
import { QualificationChip } from '../parts/qualification-chip'
import { useQualificationTexts } from '../parts/texts'
import { listQualifications } from '../queries.server'

export const handle = page({ access: 'qualification.oversee', title: 'rounds.qualifications' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url, now } = await enter(args, handle)
  const state = qualificationLifecycle.states.find((one) => one === url.searchParams.get('state'))
  return { rows: await listQualifications(db, state), now }
}

export default function Qualifications() {
  const { rows, now } = useLoaderData<typeof loader>()
  const texts = useQualificationTexts()
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        title={texts.list}
        sentence={texts.listLead}
        primary={<LinkButton to="/office/criteria">{texts.toCriteria}</LinkButton>}
      />
      <Filters
        filters={[
          {
            name: 'state',
            label: texts.state,
            type: 'choice',
            any: texts.anyState,
            options: qualificationLifecycle.states.map((value: QualificationState) => ({
              value,
              label: texts.states[value],
            })),
          },
        ]}
      />
      <Table
        caption={texts.list}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/qualifications/${id}`}
        total={rows.length}
        empty={<Empty icon="shield" title={texts.empty} why={texts.emptyWhy} />}
        columns={[
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'title',
            cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
          },
          {
            key: 'applied',
            head: texts.applied,
            type: 'date',
            narrow: 'detail',
            cell: ({ appliedAt }) => format.date(appliedAt),
          },
          {
            key: 'until',
            head: texts.validUntil,
            type: 'date',
            narrow: 'detail',
            cell: ({ validUntil, state }) =>
              validUntil && state === 'qualified' && <Deadline at={validUntil} now={now} />,
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <QualificationChip state={state} />,
          },
        ]}
      />
    </>
  )
}
