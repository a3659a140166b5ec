import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import type { About } from '~/web/shared-card'
import { useDay } from '../../parts/days'
import type { BriefFigures } from '../figures'
import { BriefView } from '../parts/brief-view'
import { useBriefTexts } from '../parts/texts'
import { findIssue } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.brief' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const {
    writtenBy: _,
    approvedBy: __,
    writer: ___,
    approver: ____,
    ...brief
  } = found(await findIssue(db, params.no!))
  const title = actor.locale === 'zh' ? brief.title : brief.titleEn || brief.title
  const { no, publishedAt } = brief
  const about: About = {
    '@type': 'Report',
    name: title,
    reportNumber: String(no),
    datePublished: publishedAt,
  }
  return { title, brief, about }
}

export default function Issue() {
  const { title, brief } = useLoaderData<typeof loader>()
  const texts = useBriefTexts()
  const format = useFormat()
  const day = useDay()
  const { no, coversFrom, coversTo, publishedAt, correctsNo, correctedByNo } = brief
  return (
    <article lang={useLocale()}>
      <PageHead
        trail={[{ label: texts.title, to: '/briefs' }]}
        title={title}
        sentence={`${texts.issue(no!)} · ${texts.covers(day(coversFrom), day(coversTo))} · ${format.date(publishedAt!)}`}
        primary={
          <LinkButton reloadDocument to={`/briefs/${no}/pdf`} icon="download">
            {texts.pdf}
          </LinkButton>
        }
      />
      {correctedByNo !== null && (
        <div className="mb-6">
          <Notice
            meaning="attention"
            actions={<LinkButton to={`/briefs/${correctedByNo}`}>{texts.toCorrected}</LinkButton>}
          >
            {texts.correctedBy(correctedByNo)}
          </Notice>
        </div>
      )}
      {correctsNo !== null && (
        <div className="mb-6">
          <Notice meaning="info">{texts.corrects(correctsNo)}</Notice>
        </div>
      )}
      <BriefView brief={{ ...brief, figures: brief.figures as BriefFigures }} />
    </article>
  )
}
