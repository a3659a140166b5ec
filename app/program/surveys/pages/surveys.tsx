import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { mayEnter } from '~/people/access'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { endOf } from '../../parts/days'
import { SurveyList } from '../parts/survey-list'
import { useSurveyTexts } from '../parts/texts'
import { listOwnSurveys, listSurveys } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.surveys', inside: true })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now } = await enter(args, handle)
  const all = await listSurveys(db)
  return {
    own: mayEnter('survey.answer', actor) ? await listOwnSurveys(db, actor) : [],
    closed: all.filter(({ state }) => state === 'closed'),
    now,
  }
}

export default function Surveys() {
  const { own, closed, now } = useLoaderData<typeof loader>()
  const texts = useSurveyTexts()
  const named = useNamed()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      {own.length > 0 && (
        <Section title={texts.yours} count={own.length}>
          <Table
            caption={texts.yours}
            rows={own}
            rowKey={({ id }) => id}
            rowTo={({ id }) => `/surveys/${id}/answer`}
            empty={null}
            columns={[
              {
                key: 'title',
                head: texts.survey,
                cell: ({ titleZh, titleEn }) => named(titleZh, titleEn || null),
              },
              {
                key: 'due',
                head: texts.dueOn,
                type: 'date',
                cell: ({ dueOn, answeredAt }) => (
                  <Deadline at={endOf(dueOn)} now={now} met={answeredAt !== null} />
                ),
              },
              {
                key: 'state',
                head: texts.state,
                type: 'chip',
                narrow: 'end',
                cell: ({ answeredAt }) => (
                  <Chip meaning={answeredAt ? 'ok' : 'attention'}>
                    {answeredAt ? texts.answered : texts.toAnswer}
                  </Chip>
                ),
              },
            ]}
          />
        </Section>
      )}
      <Section title={texts.found} count={closed.length}>
        <SurveyList
          rows={closed}
          under="/surveys"
          empty={<Empty icon="chart" title={texts.none} why={texts.noneWhy} />}
        />
      </Section>
    </>
  )
}
