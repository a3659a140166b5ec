import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TaskList } from '~/design/task-list'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { type CaseRole, sideIn } from '../channels/kinds'
import { caseTypes } from '../intake/grounds'
import { listingOf } from '../listing'
import { Acting } from '../parts/acting'
import { CaseChip } from '../parts/case-chip'
import { useMediationTexts } from '../parts/texts'
import { listToSign } from '../settlements/payers.server'
import { type ListedCase, listCases } from '../queries.server'
import { listActing } from '../standing.server'

export const handle = page({ access: 'seat', title: 'mediation.list' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const asked = listingOf(url.searchParams)
  const listed = await listCases(db, actor, asked)
  return {
    ...listed,
    acting: await listActing(
      db,
      listed.rows.map(({ id }) => id),
    ),
    asked,
    now,
    toSign: await listToSign(db),
    files: mayEnter('case.file', actor),
    between: actor.kind === 'mediation_body',
  }
}

export default function Cases() {
  const { rows, acting, total, next, asked, now, toSign, files, between } = useLoaderData<typeof loader>()
  const all = useMediationTexts()
  const named = useNamed()
  const texts = all.list
  const format = useFormat()
  const filtered = Boolean(asked.q || asked.type || asked.stage)
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={between ? texts.registrarLead : texts.lead}
        primary={
          files && (
            <LinkButton to="/cases/new" look="primary" icon="plus">
              {texts.start}
            </LinkButton>
          )
        }
      />
      {toSign.length > 0 && (
        <div className="mb-6">
          <Section title={all.payer.waiting} count={toSign.length} sentence={all.payer.waitingLead}>
            <TaskList
              tasks={toSign.map(({ caseId, number, namedAt }) => ({
                to: `/cases/${caseId}/third-party`,
                label: all.payer.waitingFor(number),
                sentence: <Moment at={namedAt} now={now} />,
                meaning: 'attention' as const,
              }))}
            />
          </Section>
        </div>
      )}
      <Filters
        views={[
          { label: texts.views.all, search: '?' },
          { label: texts.views.open, search: '?stage=open' },
          { label: texts.views.closed, search: '?stage=closed' },
        ]}
        filters={[
          { name: 'q', label: texts.search, type: 'search', placeholder: texts.searchHint },
          {
            name: 'type',
            label: texts.type,
            type: 'choice',
            any: texts.any,
            options: caseTypes.map((value) => ({ value, label: all.types[value] })),
          },
        ]}
      />
      <Table
        caption={texts.title}
        rows={rows}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/cases/${id}`}
        total={total}
        paging={{ after: next }}
        csv="/cases.csv"
        empty={
          filtered ? (
            <Empty title={texts.nothing} why={texts.nothingWhy} icon="search" />
          ) : (
            <Empty title={texts.empty} why={files ? texts.emptyWhy : texts.emptyOther} icon="message" />
          )
        }
        columns={[
          {
            key: 'number',
            head: texts.number,
            cell: ({ number }) => <span className="figure">{number}</span>,
          },
          { key: 'other', head: between ? texts.parties : texts.other, cell: (row) => <Other row={row} /> },
          { key: 'type', head: texts.type, cell: ({ type }) => all.types[type] },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <CaseChip state={state} />,
          },
          {
            key: 'acting',
            head: texts.whoActs,
            named: true,
            cell: ({ id, roles }) => <Acting acting={acting[id]} roles={roles} />,
          },
          {
            key: 'due',
            head: texts.due,
            type: 'date',
            cell: ({ dueAt, dueKey }) =>
              dueAt && (
                <>
                  <span className="block text-sm text-ink-soft">{all.deadlines[dueKey ?? '']}</span>
                  <Deadline at={dueAt} now={now} />
                </>
              ),
          },
          {
            key: 'amount',
            head: texts.amount,
            type: 'money',
            cell: ({ amount, currency }) => (amount > 0n ? <Money fen={amount} currency={currency} /> : '–'),
          },
          {
            key: 'filed',
            head: texts.filed,
            type: 'date',
            cell: ({ filedAt }) => (filedAt ? format.date(filedAt) : '–'),
          },
          {
            key: 'body',
            head: texts.body,
            extra: true,
            cell: ({ bodyName, bodyNameEn }) => named(bodyName, bodyNameEn),
          },
        ]}
      />
    </>
  )
}

/** The other party; both, for those between them. */
function Other({
  row,
}: {
  row: Pick<ListedCase, 'claimantName' | 'claimantNameEn' | 'respondentName' | 'respondentNameEn'> & {
    roles: CaseRole[]
  }
}) {
  const named = useNamed()
  const side = sideIn(row.roles)
  const claimant = named(row.claimantName, row.claimantNameEn)
  const respondent = named(row.respondentName, row.respondentNameEn)
  if (side === 'claimant') return respondent
  if (side === 'respondent') return claimant
  return `${claimant} · ${respondent}`
}
