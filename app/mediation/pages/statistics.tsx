import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { BarChart } from '~/design/charts/bar-chart'
import { Empty } from '~/design/empty'
import { Filters } from '~/design/filters'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { Shares } from '../parts/public-figures'
import { VendorFigures } from '../parts/vendor-figures'
import { useFigureWords, useMediationSiteTexts } from '../parts/texts'
import { readFigures } from '../statistics/public.server'
import type { Figure } from '../statistics/quarters'

export const handle = page({ access: 'anyone', title: 'mediation.statistics', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  return readFigures(db, url.searchParams.get('quarter') ?? undefined)
}

const shown: readonly Figure[] = ['outcome', 'amount', 'form', 'kept', 'load']

/** What mediation came to, quarter by quarter, as it was frozen when each was over. */
export default function Statistics() {
  const { quarters, figures, vendors } = useLoaderData<typeof loader>()
  const { about, statistics: texts } = useMediationSiteTexts()
  const words = useFigureWords()
  const format = useFormat()
  const bar = (cells: Record<string, number | null>, figure: Figure) =>
    Object.entries(cells).map(([cell, value]) => ({ label: words(figure, cell), value: value ?? 0 }))
  return (
    <>
      <PageHead
        trail={[{ label: about.title, to: '/mediation' }]}
        title={texts.title}
        sentence={texts.lead}
        primary={
          figures && (
            <LinkButton to="/mediation/statistics.csv" reloadDocument icon="download">
              {texts.csv}
            </LinkButton>
          )
        }
      />
      {!figures && <Empty title={about.noFigures} why={about.noFiguresWhy} icon="chart" />}
      {figures && (
        <>
          {quarters.length > 1 && (
            <Filters
              filters={[
                {
                  name: 'quarter',
                  label: texts.quarter,
                  type: 'choice',
                  any: quarters[0]!,
                  options: quarters.slice(1).map((quarter) => ({ value: quarter, label: quarter })),
                },
              ]}
            />
          )}
          <Section title={figures.quarter} sentence={texts.few}>
            <Shares figures={figures} />
          </Section>
          <div className="mt-6 grid gap-x-10 gap-y-8 lg:grid-cols-2">
            {shown.map((figure) =>
              figures.totals[figure] === null ? (
                <Section key={figure} title={texts.figures[figure]}>
                  <p className="text-ink-soft">{texts.tooFew}</p>
                </Section>
              ) : (
                <Section key={figure} title={texts.figures[figure]} count={figures.totals[figure]}>
                  <BarChart
                    title={texts.says[figure]}
                    bars={bar(figures.cells[figure], figure)}
                    heads={[texts.figures[figure], texts.number]}
                    format={(value) => (value === 0 ? about.few : format.number(value))}
                  />
                </Section>
              ),
            )}
          </div>
          <VendorFigures vendors={vendors} quarter={figures.quarter} />
        </>
      )}
    </>
  )
}
