import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { useLocale } from '~/design/locale'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useAnnouncementTexts } from '../parts/texts'
import { listPublished } from '../queries.server'

export const handle = page({ access: 'anyone', title: 'program.announcements' })

export async function loader(args: LoaderFunctionArgs) {
  const { db } = await enter(args, handle)
  const rows = await listPublished(db)
  return {
    notices: rows.map(({ id, titleZh, titleEn, pinned, publishedAt }) => ({
      id,
      titleZh,
      titleEn,
      pinned,
      publishedAt,
    })),
  }
}

export default function Notices() {
  const { notices } = useLoaderData<typeof loader>()
  const texts = useAnnouncementTexts()
  const format = useFormat()
  const zh = useLocale() === 'zh'
  return (
    <>
      <PageHead title={texts.title} sentence={texts.publicLead} />
      <Table
        caption={texts.title}
        rows={notices}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `/announcements/${id}`}
        empty={<Empty icon="message" title={texts.nonePublic} why={texts.nonePublicWhy} />}
        columns={[
          {
            key: 'title',
            head: texts.name,
            cell: ({ titleZh, titleEn }) => (zh ? titleZh : titleEn || titleZh),
          },
          {
            key: 'publishedAt',
            head: texts.publishedAt,
            type: 'date',
            cell: ({ publishedAt }) => publishedAt && format.date(publishedAt),
          },
          {
            key: 'pinned',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ pinned }) => pinned && <Chip meaning="info">{texts.pinned}</Chip>,
          },
        ]}
      />
    </>
  )
}
