import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { enter, found } from '~/web/enter.server'
import { page } from '~/web/page'
import type { About } from '~/web/shared-card'
import { listAttachments } from '../../attachments.server'
import { PlainText } from '../../parts/plain-text'
import { useAnnouncementTexts } from '../parts/texts'
import { findPublished } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.announcement' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, params } = await enter(args, handle)
  const its = found(await findPublished(db, params.announcementId!))
  const zh = actor.locale === 'zh'
  const { id, publishedAt, correctedById, correctsId } = its
  const title = zh ? its.titleZh : its.titleEn || its.titleZh
  const about: About = { '@type': 'NewsArticle', name: title, headline: title, datePublished: publishedAt }
  return {
    title,
    about,
    body: zh ? its.bodyZh : its.bodyEn || its.bodyZh,
    id,
    publishedAt,
    correctedById,
    corrects: correctsId !== null,
    files: await listAttachments(db, id),
  }
}

export default function NoticePage() {
  const { id, title, body, publishedAt, correctedById, corrects, files } = useLoaderData<typeof loader>()
  const texts = useAnnouncementTexts()
  const format = useFormat()
  return (
    <article lang={useLocale()}>
      <PageHead
        trail={[{ label: texts.title, to: '/announcements' }]}
        title={title}
        sentence={[format.date(publishedAt!), corrects && texts.corrects].filter(Boolean).join(' · ')}
      />
      {correctedById && (
        <div className="mb-6">
          <Notice
            meaning="attention"
            actions={<LinkButton to={`/announcements/${correctedById}`}>{texts.toCorrected}</LinkButton>}
          >
            {texts.correctedBy}
          </Notice>
        </div>
      )}
      <PlainText>{body}</PlainText>
      {files.length > 0 && (
        <Section title={texts.files} count={files.length}>
          <ul className="space-y-1">
            {files.map((file) => (
              <li key={file.id}>
                <TextLink to={`/announcements/${id}/files/${file.id}`} reloadDocument>
                  {file.name}
                </TextLink>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </article>
  )
}
