import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Day } from '~/design/day'
import { Empty } from '~/design/empty'
import { useLocale } from '~/design/locale'
import { Moment } from '~/design/moment'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { dayOf } from '~/kernel/workdays'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useBlacklistTexts } from '../../parts/texts'
import { listPublished } from '../adjustments.server'
import { Adjustments } from '../parts/adjustments'
import { listPublic } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'compliance.blacklist' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, now } = await enter(args, handle)
  return { rows: await listPublic(db), adjustments: await listPublished(db), today: dayOf(now) }
}

export default function Blacklist() {
  const { rows, adjustments, today } = useLoaderData<typeof loader>()
  const texts = useBlacklistTexts()
  const all = texts.public
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead title={all.title} sentence={all.lead} />
      <Table
        caption={all.title}
        rows={rows}
        rowKey={({ uscc, decisionNo }) => `${uscc} ${decisionNo}`}
        total={rows.length}
        csv="/blacklist.csv"
        empty={<Empty title={all.none} why={all.noneWhy} icon="check-circle" />}
        columns={[
          { key: 'name', head: all.name, cell: ({ name, nameEn }) => (zh ? name : (nameEn ?? name)) },
          {
            key: 'uscc',
            head: texts.facts.uscc,
            cell: ({ uscc }) => <code className="figure text-sm">{uscc}</code>,
          },
          {
            key: 'decision',
            head: texts.facts.decisionNo,
            cell: ({ decisionNo, authority }) => (
              <>
                {decisionNo}
                <span className="block text-sm text-ink-soft">{authority}</span>
              </>
            ),
          },
          {
            key: 'ground',
            head: texts.facts.ground,
            cell: ({ ground, correctedOn }) => (
              <>
                {ground}
                {correctedOn && (
                  <span className="block text-sm text-ink-soft">
                    {all.corrected} <Day on={correctedOn} />
                  </span>
                )}
              </>
            ),
          },
          {
            key: 'since',
            head: all.since,
            type: 'date',
            cell: ({ publicAt }) => <Moment at={publicAt} day />,
          },
          {
            key: 'review',
            head: texts.facts.reviewOn,
            type: 'date',
            cell: ({ reviewOn }) => (
              <span className={reviewOn < today ? 'text-risk' : ''}>
                <Day on={reviewOn} />
                {reviewOn < today && ` ${all.overdue}`}
              </span>
            ),
          },
        ]}
      />
      <Adjustments rows={adjustments} />
      <Section title={all.how}>
        <ul className="max-w-prose list-disc space-y-1 pl-5 text-ink-soft">
          {all.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Section>
    </>
  )
}
