import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData, useLocation } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { Refreshing } from '~/web/refreshing'
import { withForm } from '~/web/with-form.server'
import { ages, computerClasses, computerFilter, findings } from '../../computers/filter'
import { ComputerChip } from '../../computers/parts/computer-chip'
import { listComputers, listDepartments } from '../../computers/queries.server'
import { computerLifecycle } from '../../lifecycle'
import { InventoryTabs } from '../../parts/inventory-tabs'
import { useInventoryTexts } from '../../parts/texts'
import { uploadForm } from '../form'
import { findCoverage, listImports } from '../imports.server'
import { isBusy, standingOf } from '../parts/import-state'
import { ImportLines } from '../parts/import-lines'
import { Upload } from '../parts/upload'
import { receiveInventory } from '../receive.server'

export const handle = page({ access: 'inventory.read', title: 'compliance.inventory', files: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const computers = await listComputers(db, actor, computerFilter(url.searchParams))
  const [coverage, imports] = [await findCoverage(db, actor), await listImports(db, actor)]
  const departments = await listDepartments(db, actor)
  return { computers, coverage, imports, departments, now, manages: mayEnter('inventory.manage', actor) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, { ...handle, access: 'inventory.manage' })
  return withForm(entered, uploadForm, async (tx, { files }) => {
    const imports: string[] = []
    for (const file of files) {
      const bytes = new Uint8Array(await file.arrayBuffer())
      imports.push(await receiveInventory(tx, entered.actor, { name: file.name, bytes }))
    }
    return redirect(imports.length === 1 ? `/inventory/imports/${imports[0]}` : '/inventory?done=uploaded')
  })
}

export default function Inventory() {
  const { computers, coverage, imports, departments, now, manages } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const texts = useInventoryTexts()
  const format = useFormat()
  const { search } = useLocation()
  const isFiltered = /[?&](q|state|class|age|finding|department|after)=[^&]/.test(search)
  const busy = imports.some((one) => isBusy(standingOf(one)))
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.sentence(coverage.inUse, coverage.fresh, coverage.days)}
        primary={
          manages && (
            <LinkButton to="#upload" look="primary" icon="upload">
              {texts.upload.short}
            </LinkButton>
          )
        }
      />
      <InventoryTabs open={coverage.open} manages={manages} />
      <div className="mt-5">
        <Facts
          layout="strip"
          items={[
            { label: texts.facts.inUse, value: format.number(coverage.inUse) },
            {
              label: texts.facts.fresh,
              value: coverage.inUse === 0 ? '–' : format.percent(coverage.fresh / coverage.inUse),
              hint:
                coverage.software === coverage.os
                  ? texts.facts.freshHint(coverage.fresh, coverage.inUse, coverage.days)
                  : texts.facts.halves(coverage.software, coverage.os, coverage.inUse),
            },
            {
              label: texts.facts.known,
              value: coverage.known === null ? '–' : format.percent(coverage.known),
              hint: texts.facts.knownHint(format.number(coverage.rows)),
            },
            {
              label: texts.facts.queue,
              value: manages ? (
                <TextLink to="/inventory/queue">{format.number(coverage.open)}</TextLink>
              ) : (
                format.number(coverage.open)
              ),
              hint: coverage.open > 0 ? texts.facts.atRisk(format.money(coverage.atRisk)) : undefined,
            },
          ].map(({ hint, ...fact }) => ({ ...fact, ...(hint && { hint }) }))}
        />
      </div>
      <div className="mt-8 grid gap-x-10 gap-y-8 xl:grid-cols-2">
        {manages && (
          <Section title={texts.upload.title} sentence={texts.upload.sentence} id="upload">
            <Upload answer={answer} />
          </Section>
        )}
        {imports.length > 0 && (
          <div className="min-w-0">
            <Section title={texts.imports.title} actions={<Refreshing while={busy} />}>
              <ImportLines imports={imports} now={now} />
            </Section>
          </div>
        )}
      </div>
      <Section title={texts.computers.title} id="computers">
        <Filters
          filters={[
            { name: 'q', label: texts.filters.q, type: 'search', placeholder: texts.filters.qHint },
            choice('state', computerLifecycle.states, texts.filters, texts.computerState),
            choice('class', computerClasses, texts.filters, texts.computerClass),
            choice('age', ages, texts.filters, texts.age),
            choice('finding', findings, texts.filters, texts.finding),
            ...(departments.length > 0
              ? [
                  {
                    name: 'department',
                    label: texts.filters.department,
                    type: 'choice' as const,
                    any: texts.filters.any,
                    options: departments.map((value) => ({ value, label: value })),
                  },
                ]
              : []),
          ]}
        />
        <Table
          caption={texts.computers.title}
          rows={computers.rows}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/inventory/computers/${id}`}
          total={computers.total}
          paging={{ after: computers.next }}
          csv="/inventory/computers.csv"
          empty={
            isFiltered ? (
              <NothingFound />
            ) : (
              <Empty title={texts.computers.empty} why={texts.computers.emptyWhy} icon="archive" />
            )
          }
          columns={[
            { key: 'no', head: texts.computers.no, sortable: true, cell: ({ no }) => no },
            { key: 'name', head: texts.computers.name, sortable: true, cell: ({ name }) => name },
            { key: 'class', head: texts.computers.class, cell: (row) => texts.computerClass[row.class] },
            { key: 'department', head: texts.computers.department, cell: ({ department }) => department },
            { key: 'person', head: texts.computers.person, cell: ({ person }) => person, extra: true },
            {
              key: 'licensable',
              head: texts.computers.licensable,
              type: 'number',
              narrow: 'hidden',
              cell: ({ licensable }) => format.number(licensable),
            },
            {
              key: 'gap',
              head: texts.computers.gap,
              type: 'number',
              cell: ({ gap }) => gap > 0 && <Chip meaning="risk">{texts.computers.gaps(gap)}</Chip>,
            },
            {
              key: 'unknown',
              head: texts.computers.unknown,
              type: 'number',
              narrow: 'hidden',
              cell: ({ unknown }) => (unknown > 0 ? format.number(unknown) : ''),
            },
            {
              key: 'inventoried',
              head: texts.computers.inventoried,
              type: 'date',
              sortable: true,
              cell: ({ inventoriedAt }) => inventoriedAt && <Moment at={inventoriedAt} day />,
            },
            {
              key: 'state',
              head: texts.computers.state,
              type: 'chip',
              narrow: 'end',
              cell: ({ state, listAge }) => <ComputerChip state={state} age={listAge} />,
            },
          ]}
        />
      </Section>
    </>
  )
}

type Words = { any: string } & Record<string, string>

const choice = (name: string, values: readonly string[], words: Words, labels: Record<string, string>) => ({
  name,
  label: words[name]!,
  type: 'choice' as const,
  any: words.any,
  options: values.map((value) => ({ value, label: labels[value]! })),
})
