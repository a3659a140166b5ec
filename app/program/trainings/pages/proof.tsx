import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { Facts } from '~/design/facts'
import { useLocale } from '~/design/locale'
import { useNamed } from '~/design/named'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TextLink } from '~/design/text-link'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import type { Topic } from '../form'
import { spanIn } from '../span'
import { useTrainingTexts } from '../parts/texts'
import { findProven } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.training-proof' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, params } = await enter(args, handle)
  const certificateNo = params.certificateNo!.slice(0, 40)
  return { certificateNo, proven: (await findProven(db, certificateNo)) ?? null }
}

export default function Proof() {
  const { certificateNo, proven } = useLoaderData<typeof loader>()
  const all = useTrainingTexts()
  const texts = all.proof
  const locale = useLocale()
  const named = useNamed()
  return (
    <>
      <PageHead trail={[{ label: all.title, to: '/trainings' }]} title={texts.title} />
      {proven ? (
        <>
          <Notice meaning="ok" title={texts.valid}>
            {texts.validWhy(proven.person, proven.organization)}
          </Notice>
          <div className="mt-6">
            <Facts
              items={[
                { label: texts.no, value: <code>{certificateNo}</code> },
                {
                  label: all.name,
                  value: (
                    <TextLink to={`/trainings/${proven.trainingId}`}>
                      {named(proven.titleZh, proven.titleEn || null)}
                    </TextLink>
                  ),
                },
                { label: all.topic, value: all.topics[proven.topic as Topic] },
                {
                  label: all.time,
                  value: spanIn(locale, proven.startsAt, proven.endsAt),
                },
                ...(proven.quizPassed ? [{ label: all.quiz.title, value: all.quiz.passed }] : []),
              ]}
            />
          </div>
        </>
      ) : (
        <Empty icon="search" title={texts.none} why={texts.noneWhy} />
      )}
    </>
  )
}
