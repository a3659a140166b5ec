import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData, useLocation } from '@remix-run/react'
import { categories } from '~/catalog/codes'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { LinkButton } from '~/design/link-button'
import { useNamed } from '~/design/named'
import { NothingFound } from '~/design/nothing-found'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { useVocabulary } from '~/texts/vocabulary'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { findKnown } from '../../known/known.server'
import { KnownShare } from '../../parts/known-share'
import { useComplianceTexts, useInventoryTexts } from '../../parts/texts'
import { Verdict } from '../../parts/verdict'
import { reasons } from '../../coverage'
import { coverageFilter } from '../coverage-filter'
import { countByReason, listCoverage } from '../coverage.server'
import { installationFilters } from '../filter'
import { ReasonTable } from '../parts/reason-table'
import { bringUpToDate } from '../queries.server'

export const handle = page({ access: 'compliance.read', title: 'compliance.coverage' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  await bringUpToDate(db)
  const org = actor.organizationId
  const filter = coverageFilter(url.searchParams)
  return {
    installations: await listCoverage(db, org, filter),
    found: await countByReason(db, org, filter),
    all: await countByReason(db, org, {}),
    known: await findKnown(db, org),
  }
}

export default function Coverage() {
  const { installations, found, all, known } = useLoaderData<typeof loader>()
  const texts = useComplianceTexts()
  const its = texts.coverage
  const inventory = useInventoryTexts()
  const { categories: kinds } = useVocabulary()
  const named = useNamed()
  const name = useSoftwareName()
  const { search } = useLocation()
  const isFiltered = /[?&](q|only|reason|category|after)=[^&]/.test(search)
  const covered = sumOf(all.filter(({ covers }) => covers))
  const untold = sumOf(all.filter(({ reason }) => reason === 'undetermined'))
  const gap = sumOf(all) - covered - untold
  const head = (
    <PageHead
      trail={[{ label: texts.position.title, to: '/compliance' }]}
      title={its.title}
      sentence={all.length > 0 ? its.sentence(sumOf(all), covered, gap, untold) : its.lead}
      primary={
        gap > 0 && (
          <LinkButton to="/compliance/what-if" look="primary" icon="chart">
            {its.toWhatIf}
          </LinkButton>
        )
      }
    />
  )
  if (all.length === 0)
    return (
      <>
        {head}
        <Empty
          title={its.none}
          why={its.noneWhy}
          icon="upload"
          action={
            <LinkButton to="/inventory" look="primary" icon="upload">
              {texts.position.toInventory}
            </LinkButton>
          }
        />
      </>
    )
  return (
    <>
      {head}
      <Section title={its.byReason} sentence={its.byReasonLead}>
        <ReasonTable rows={all} total={sumOf(all)} />
        <KnownShare known={known} />
      </Section>
      <Section
        title={texts.product.installations}
        sentence={texts.product.installationsSentence}
        id="installations"
      >
        <Filters
          filters={[
            { name: 'q', label: inventory.filters.q, type: 'search', placeholder: its.qHint },
            {
              name: 'only',
              label: texts.product.only,
              type: 'choice',
              any: inventory.filters.any,
              options: installationFilters.map((value) => ({ value, label: texts.product.filter[value] })),
            },
            {
              name: 'reason',
              label: its.reason,
              type: 'choice',
              any: inventory.filters.any,
              options: reasons
                .filter((value) => all.some(({ reason }) => reason === value))
                .map((value) => ({ value, label: inventory.reasons[value] })),
            },
            {
              name: 'category',
              label: its.category,
              type: 'choice',
              any: inventory.filters.any,
              options: categories.map((value) => ({ value, label: kinds[value] })),
            },
          ]}
        />
        <Table
          caption={texts.product.installations}
          rows={installations.rows}
          rowKey={({ id }) => id}
          total={sumOf(found)}
          csv="/compliance/coverage.csv"
          paging={{ after: installations.next }}
          empty={isFiltered ? <NothingFound /> : null}
          columns={[
            {
              key: 'software',
              head: its.software,
              narrow: 'title',
              cell: (row) => (
                <>
                  <TextLink to={`/compliance/products/${row.slug}`}>{name(row)}</TextLink>
                  <span className="block text-sm font-normal text-ink-soft">
                    {[named(row.edition, row.editionEn), row.release].filter(Boolean).join(' ') ||
                      texts.product.noEdition}
                  </span>
                </>
              ),
            },
            {
              key: 'computer',
              head: texts.product.computer,
              narrow: 'detail',
              cell: (row) => (
                <TextLink to={`/inventory/computers/${row.computerId}`}>{row.computerNo}</TextLink>
              ),
            },
            {
              key: 'department',
              head: texts.product.department,
              narrow: 'detail',
              cell: ({ department, person }) => [department, person].filter(Boolean).join(' · '),
            },
            {
              key: 'since',
              head: texts.product.since,
              type: 'date',
              narrow: 'hidden',
              cell: ({ firstSeen }) => <Day on={firstSeen} />,
            },
            {
              key: 'verdict',
              head: texts.product.verdict,
              narrow: 'detail',
              cell: (row) => <Verdict {...row} />,
            },
          ]}
        />
      </Section>
    </>
  )
}

const sumOf = (rows: readonly { installations: number }[]) =>
  rows.reduce((sum, { installations }) => sum + installations, 0)
