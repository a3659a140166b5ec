import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BarChart } from '~/design/charts/bar-chart'
import { DistrictGrid } from '~/design/charts/district-grid'
import { Funnel } from '~/design/charts/funnel'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf, hourOf } from '~/kernel/workdays'
import { KnownShare } from '~/compliance/parts/known-share'
import { useRecognitionTexts } from '~/compliance/parts/texts'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { askedDay } from '../as-of'
import type { DistrictFigures } from '../city'
import { funnelSteps } from '../funnel'
import { readOffice } from '../office.server'
import { AsOfForm } from '../parts/as-of-form'
import { Targets } from '../parts/targets'
import { useProgramTexts } from '../parts/texts'
import { NotOfPastDays, UpcomingPanels } from '../parts/upcoming'

export const handle = page({ access: 'program.read', title: 'program.office' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url, now } = await enter(args, handle)
  const day = askedDay(url.searchParams.get('asOf'), now)
  const days = { day, today: dayOf(now) }
  return { ...days, now, ...(await readOffice(db, actor, days)) }
}

type Data = Awaited<ReturnType<typeof loader>>

export default function Office() {
  const data = useLoaderData<typeof loader>() as Data
  const { day, today, plan, targets, city } = data
  const texts = useProgramTexts().office
  const format = useFormat()
  const named = useNamed()
  return (
    <>
      <PageHead
        title={plan && city ? named(plan.title, plan.titleEn) : city ? texts.title : texts.ownTitle}
        sentence={texts.lead(format.date(hourOf(day, 12)))}
      />
      <AsOfForm day={day} today={today} />
      {data.upcoming && <UpcomingPanels upcoming={data.upcoming} now={data.now} />}
      {!city && !data.upcoming && <NotOfPastDays />}
      {city && <KeyFigures city={city} statuses={data.statuses} />}
      <KnownShare known={data.known} />
      <div className="mt-8 grid gap-x-10 gap-y-8 lg:grid-cols-2 [&>section]:mt-0">
        <Section title={city ? texts.measures : texts.ownTargets} count={targets.length}>
          {targets.length > 0 ? (
            <Targets targets={targets} day={day} csv={`/office/targets.csv?asOf=${day}`} />
          ) : (
            <Empty
              icon="target"
              title={plan ? texts.noTargets : texts.noPlan(Number(day.slice(0, 4)))}
              why={plan ? texts.noTargetsWhy : texts.noPlanWhy}
            />
          )}
        </Section>
        {city ? <Districts districts={city.districts} /> : <Statuses statuses={data.statuses} />}
        {city && <Steps funnel={city.funnel} />}
        {city && <CaseAges ages={city.ages} />}
      </div>
      <Flight rounds={data.rounds} now={data.now} />
    </>
  )
}

type City = NonNullable<Data['city']>

function KeyFigures({ city: { savings, districts }, statuses }: { city: City; statuses: Data['statuses'] }) {
  const texts = useProgramTexts().office
  const format = useFormat()
  const countOf = (...wanted: string[]) =>
    statuses.reduce((sum, { status, count }) => (wanted.includes(status) ? sum + count : sum), 0)
  const all = districts.reduce((sum, { enterprises }) => sum + enterprises, 0)
  const compliant = countOf('compliant', 'regularized')
  const saved = savings.reference - savings.paid
  return (
    <Facts
      layout="strip"
      items={[
        {
          label: texts.compliant,
          value: `${format.number(compliant)} / ${format.number(all)}`,
          ...(all > 0 && { hint: texts.compliantHint(format.percent(compliant / all)) }),
        },
        { label: texts.gaps, value: format.number(countOf('gap')) },
        { label: texts.licenses, value: format.number(savings.licenses) },
        {
          label: texts.savings,
          value: format.money(saved),
          ...(savings.reference > 0n && {
            hint: texts.savingsHint(format.percent(Number(saved) / Number(savings.reference))),
          }),
        },
      ]}
    />
  )
}

const shareOf = ({ compliant, enterprises }: DistrictFigures) =>
  enterprises === 0 ? null : compliant / enterprises

function Districts({ districts }: { districts: City['districts'] }) {
  const texts = useProgramTexts().office
  const recognition = useRecognitionTexts().known
  const format = useFormat()
  const locale = useLocale()
  const nameOf = ({ nameZh, nameEn }: DistrictFigures) => (locale === 'zh' ? nameZh : nameEn)
  const best = districts
    .filter((district) => (shareOf(district) ?? 0) > 0)
    .toSorted((a, b) => shareOf(b)! - shareOf(a)!)[0]
  return (
    <Section title={texts.districtsTitle} count={districts.length}>
      <DistrictGrid
        title={best ? texts.districts(nameOf(best), format.percent(shareOf(best)!)) : texts.noDistricts}
        heads={[texts.district, texts.share, texts.enterprises, recognition.label]}
        tiles={districts.map((district) => ({
          label: nameOf(district),
          to: `/office/organizations?kind=enterprise&district=${district.district}`,
          share: shareOf(district),
          count: district.enterprises,
          ...(district.known !== null && {
            note: recognition.short(format.percent(district.known)),
          }),
        }))}
      />
    </Section>
  )
}

function Steps({ funnel }: { funnel: City['funnel'] }) {
  const all = useProgramTexts()
  const texts = all.office
  return (
    <Section title={texts.steps}>
      <Funnel
        title={texts.funnel(funnel.compliant, funnel.enterprises)}
        heads={[texts.step, texts.count, texts.ofBefore]}
        steps={funnelSteps.map((step) => ({ label: all.steps[step], count: funnel[step] }))}
      />
    </Section>
  )
}

function Statuses({ statuses }: { statuses: Data['statuses'] }) {
  const all = useProgramTexts()
  const format = useFormat()
  return (
    <Section title={all.office.statuses} sentence={all.office.statusesLead}>
      <BarChart
        title={all.office.statuses}
        heads={[all.office.step, all.office.count]}
        format={(value) => format.number(value)}
        bars={statuses.map(({ status, count }) => ({
          label: all.statuses[status as keyof typeof all.statuses],
          value: count,
        }))}
      />
    </Section>
  )
}

function CaseAges({ ages }: { ages: City['ages'] }) {
  const texts = useProgramTexts().office
  const format = useFormat()
  return (
    <Section title={texts.cases} sentence={texts.casesNote}>
      <Facts
        layout="row"
        items={ages.map(({ daysFrom, cases }) => ({
          label: texts.ages[daysFrom as keyof typeof texts.ages],
          value: cases === null ? texts.fewer : format.number(cases),
        }))}
      />
    </Section>
  )
}

function Flight({ rounds, now }: Pick<Data, 'rounds' | 'now'>) {
  const texts = useProgramTexts().office
  const locale = useLocale()
  return (
    <Section title={texts.flight} count={rounds.length}>
      <Table
        caption={texts.flight}
        rows={rounds}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/rounds/${id}`}
        empty={<Empty icon="layers" title={texts.noFlight} why={texts.noFlightWhy} />}
        columns={[
          {
            key: 'title',
            head: texts.round,
            cell: ({ title, titleEn }) => (locale === 'zh' ? title : (titleEn ?? title)),
          },
          {
            key: 'number',
            head: texts.number,
            narrow: 'detail',
            cell: ({ number }) => <code>{number}</code>,
          },
          {
            key: 'next',
            head: texts.next,
            type: 'date',
            cell: ({ nextAt }) => (nextAt ? <Deadline at={nextAt} now={now} /> : texts.noNext),
          },
        ]}
      />
    </Section>
  )
}
