import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { InspectionState } from '~/compliance/inspections/parts/inspection-state'
import { InspectionTabs } from '~/compliance/inspections/parts/inspection-tabs'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { startOf } from '~/kernel/workdays'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useInspectionDaysTexts } from '../parts/texts'
import { readCalendar } from '../queries.server'
import { resultsOf, routeOf } from '../summary'

export const handle = page({ access: 'compliance.oversee', title: 'program.inspection-days' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return { ...(await readCalendar(db, actor, url.searchParams)), inspects: is(actor, 'inspector') }
}

type Visit = Awaited<ReturnType<typeof loader>>['visits'][number]

export default function InspectionDays() {
  const { campaigns, campaign, own, visits, inspects } = useLoaderData<typeof loader>()
  const named = useNamed()
  const texts = useInspectionDaysTexts()
  const format = useFormat()
  const day = (on: string) => format.date(startOf(on))
  const { all, districts } = resultsOf(visits)
  const ics = campaign && `/inspection-calendar.ics?campaign=${campaign.id}${own ? '&own=1' : ''}`
  return (
    <>
      <PageHead
        trail={[{ label: texts.inspections, to: '/inspections' }]}
        title={campaign ? texts.titleOf(named(campaign.title, campaign.titleEn)) : texts.title}
        sentence={
          campaign
            ? texts.sentence(day(campaign.startsOn), day(campaign.endsOn), all.visited, all.drawn)
            : texts.lead
        }
        primary={
          ics && (
            <LinkButton to={ics} look="primary" icon="calendar" reloadDocument>
              {texts.ics}
            </LinkButton>
          )
        }
      />
      <InspectionTabs own={false} />
      {campaign === null ? (
        <div className="mt-4">
          <Empty icon="calendar" title={texts.none} why={texts.noneWhy} />
        </div>
      ) : (
        <>
          {(campaigns.length > 1 || inspects) && (
            <div className="mt-4">
              <Filters
                {...(inspects && { views: [{ label: texts.own, search: `?campaign=${campaign.id}&own=1` }] })}
                filters={[
                  {
                    name: 'campaign',
                    label: texts.campaign,
                    type: 'choice',
                    any: texts.newest,
                    options: campaigns.map(({ id, title, titleEn }) => ({
                      value: id,
                      label: named(title, titleEn),
                    })),
                  },
                ]}
              />
            </div>
          )}
          <Facts
            layout="strip"
            items={[
              { label: texts.drawn, value: format.number(all.drawn) },
              { label: texts.visited, value: format.number(all.visited) },
              { label: texts.passed, value: format.number(all.passed) },
              { label: texts.rectify, value: format.number(all.rectify) },
              { label: texts.failed, value: format.number(all.failed) },
            ]}
          />
          <p className="mt-2 text-ink-soft">
            <TextLink to={`/inspection-campaigns/${campaign.id}/draw`}>{texts.seed}</TextLink>
          </p>
          {routeOf(visits).map(({ day: on, visits: ofDay }) => (
            <Section key={on ?? 'none'} title={on ? day(on) : texts.noDay} count={ofDay.length}>
              <Route visits={ofDay} caption={on ? day(on) : texts.noDay} />
            </Section>
          ))}
          {districts.length > 1 && <Results districts={districts} visits={visits} />}
        </>
      )}
    </>
  )
}

function Route({ visits, caption }: { visits: readonly Visit[]; caption: string }) {
  const texts = useInspectionDaysTexts()
  const named = useNamed()
  const zh = useLocale() === 'zh'
  return (
    <Table
      caption={caption}
      rows={visits}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/inspections/${id}`}
      empty={null}
      columns={[
        { key: 'enterprise', head: texts.enterprise, cell: ({ name, nameEn }) => named(name, nameEn) },
        {
          key: 'district',
          head: texts.district,
          cell: ({ districtZh, districtEn }) => (zh ? districtZh : districtEn),
        },
        { key: 'address', head: texts.address, cell: ({ address }) => address },
        { key: 'team', head: texts.team, cell: ({ team }) => team.join(zh ? '、' : ', ') },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: ({ state, conclusion }) => <InspectionState state={state} conclusion={conclusion} />,
        },
      ]}
    />
  )
}

type ResultsProps = { districts: ReturnType<typeof resultsOf>['districts']; visits: readonly Visit[] }

function Results({ districts, visits }: ResultsProps) {
  const texts = useInspectionDaysTexts()
  const zh = useLocale() === 'zh'
  const nameOf = (code: string | null) => {
    const its = visits.find(({ district }) => district === code)
    return (zh ? its?.districtZh : its?.districtEn) ?? '–'
  }
  const figures = ['drawn', 'visited', 'passed', 'rectify', 'failed'] as const
  return (
    <Section title={texts.results}>
      <Table
        caption={texts.results}
        rows={districts}
        rowKey={({ district }) => district ?? '-'}
        empty={null}
        columns={[
          { key: 'district', head: texts.district, cell: ({ district }) => nameOf(district) },
          ...figures.map((key) => ({
            key,
            head: texts[key],
            type: 'number' as const,
            cell: (row: (typeof districts)[number]) => row[key],
          })),
        ]}
      />
    </Section>
  )
}
