import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { useLocale } from '~/design/locale'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { is } from '~/people/actor'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { AnnouncementChip } from '../parts/announcement-chip'
import { useAnnouncementTexts } from '../parts/texts'
import { listAnnouncements } from '../queries.server'

export const handle = page({ access: 'program.oversee', title: 'program.announcements' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db } = await enter(args, handle)
  return { manages: is(actor, 'officer'), announcements: await listAnnouncements(db) }
}

export default function Announcements() {
  const { manages, announcements } = useLoaderData<typeof loader>()
  const texts = useAnnouncementTexts()
  const format = useFormat()
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          manages && (
            <LinkButton to="/office/announcements/new" look="primary" icon="plus">
              {texts.create}
            </LinkButton>
          )
        }
      />
      <Table
        caption={texts.title}
        rows={announcements}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/office/announcements/${id}`}
        total={announcements.length}
        empty={<Empty icon="message" title={texts.none} why={texts.noneWhy} />}
        columns={[
          {
            key: 'title',
            head: texts.name,
            cell: ({ titleZh, titleEn }) => (zh ? titleZh : titleEn || titleZh),
          },
          {
            key: 'pinned',
            head: texts.pinned,
            narrow: 'hidden',
            cell: ({ pinned }) => pinned && texts.pinned,
          },
          { key: 'writer', head: texts.writer, narrow: 'hidden', cell: ({ writer }) => writer },
          {
            key: 'publishedAt',
            head: texts.publishedAt,
            type: 'date',
            cell: ({ publishedAt, publishAt }) => {
              const at = publishedAt ?? publishAt
              return at && format.dateTime(at)
            },
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state, approvedBy }) => (
              <AnnouncementChip state={state} scheduled={state === 'in_review' && approvedBy !== null} />
            ),
          },
        ]}
      />
    </>
  )
}
