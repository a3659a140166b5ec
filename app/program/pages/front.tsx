import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listConfirmedAwards } from '~/awards/runs/published.server'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Saving } from '~/design/saving'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { web as en } from '~/texts/en/web'
import { web as zh } from '~/texts/zh/web'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import type { About } from '~/web/shared-card'
import { findPublicFigures, listRoundsInFlight, type PublicFigures } from '../figures.server'
import { useProgramTexts } from '../parts/texts'

export const handle = page({ access: 'anyone', title: 'front' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const [figures, rounds] = await Promise.all([findPublicFigures(db), listRoundsInFlight(db)])
  const { product, tagline } = actor.locale === 'zh' ? zh : en
  const about: About = { '@type': 'WebSite', name: product, description: tagline }
  return { figures, rounds, awards: await listConfirmedAwards(db, 5), now, about }
}

export default function Front() {
  const { figures, rounds, awards, now } = useLoaderData<typeof loader>()
  const texts = useProgramTexts().front
  const locale = useLocale()
  return (
    <>
      <header className="max-w-prose py-6">
        <h1 className="text-2xl leading-tight font-semibold text-balance">{texts.title}</h1>
        <p className="mt-3 text-lg text-ink-soft">{texts.lead}</p>
        <div className="mt-5 flex flex-wrap gap-3">
          <LinkButton to="/rounds" look="primary">
            {texts.browse}
          </LinkButton>
          <LinkButton to="/register">{texts.register}</LinkButton>
        </div>
      </header>
      <Section title={texts.figures}>
        <Figures figures={figures as PublicFigures} />
      </Section>
      <Section
        title={texts.running}
        count={rounds.length}
        actions={<TextLink to="/rounds">{texts.all}</TextLink>}
      >
        <Table
          caption={texts.running}
          rows={rounds}
          rowKey={({ id }) => id}
          rowTo={({ id }) => `/rounds/${id}`}
          empty={<Empty icon="layers" title={texts.noRunning} why={texts.noRunningWhy} />}
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
              cell: ({ nextAt }) => nextAt && <Deadline at={nextAt} now={now} />,
            },
          ]}
        />
      </Section>
      <Awarded awards={awards} />
      <Section title={texts.how}>
        <ol className="grid gap-x-8 gap-y-5 sm:grid-cols-2 lg:grid-cols-4">
          {texts.hows.map(([head, text], at) => (
            <li key={head} className="border-t-2 border-accent pt-3">
              <p className="font-medium">
                <span className="figure mr-2 text-ink-soft">{at + 1}</span>
                {head}
              </p>
              <p className="mt-1 text-ink-soft">{text}</p>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

type Awards = Awaited<ReturnType<typeof listConfirmedAwards>>

function Awarded({ awards }: { awards: Awards }) {
  const texts = useProgramTexts().front
  const format = useFormat()
  const locale = useLocale()
  if (awards.length === 0) return null
  return (
    <Section title={texts.awarded} count={awards.length}>
      <Table
        caption={texts.awarded}
        rows={awards}
        rowKey={({ roundId }) => roundId}
        rowTo={({ roundId }) => `/rounds/${roundId}/award/notice`}
        empty={null}
        columns={[
          {
            key: 'title',
            head: texts.round,
            cell: ({ title, titleEn }) => (locale === 'zh' ? title : (titleEn ?? title)),
          },
          {
            key: 'licenses',
            head: texts.licenses,
            type: 'number',
            narrow: 'detail',
            cell: ({ licenses }) => format.number(licenses),
          },
          {
            key: 'saved',
            head: texts.saved,
            type: 'money',
            narrow: 'end',
            cell: ({ paid, saved }) => <Saving before={paid + saved} after={paid} />,
          },
          {
            key: 'confirmed',
            head: texts.confirmed,
            type: 'date',
            narrow: 'detail',
            cell: ({ confirmedAt }) => format.date(confirmedAt),
          },
        ]}
      />
    </Section>
  )
}

function Figures({ figures }: { figures: PublicFigures }) {
  const texts = useProgramTexts().front
  const format = useFormat()
  const { enterprises, compliant, rounds, licenses, saved, reference, settled } = figures
  return (
    <Facts
      layout="strip"
      items={[
        { label: texts.enterprises, value: format.number(enterprises) },
        { label: texts.compliant, value: format.number(compliant) },
        { label: texts.rounds, value: format.number(rounds) },
        { label: texts.licenses, value: format.number(licenses) },
        {
          label: texts.saved,
          value: format.money(saved),
          ...(reference > 0n && {
            hint: texts.savedHint(format.percent(Number(saved) / Number(reference))),
          }),
        },
        { label: texts.settled, value: settled === null ? texts.fewer : format.number(settled) },
      ]}
    />
  )
}
