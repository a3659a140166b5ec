import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { usePeopleTexts } from '../parts/texts'
import { listMails } from '../queries.server'

export const handle = page({ access: 'mail.read', title: 'people.mails' })

export async function loader(args: LoaderFunctionArgs) {
  const { db, url } = await enter(args, handle)
  const mails = await listMails(db, url.searchParams.get('after') ?? undefined)
  return { mails, next: mails.length === 50 ? mails.at(-1)!.id : null }
}

export default function Mails() {
  const { mails, next } = useLoaderData<typeof loader>()
  const texts = usePeopleTexts().mails
  const format = useFormat()
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <Table
        caption={texts.title}
        rows={mails}
        rowKey={({ id }) => id}
        paging={{ after: next }}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="mail" />}
        columns={[
          {
            key: 'subject',
            head: texts.subject,
            cell: ({ subject, body }) => (
              <details>
                <summary className="cursor-pointer">{subject}</summary>
                <pre className="max-w-prose py-3 font-sans whitespace-pre-wrap break-words">{body}</pre>
              </details>
            ),
          },
          { key: 'to', head: texts.to, cell: ({ address }) => address },
          {
            key: 'queued',
            head: texts.queued,
            type: 'date',
            cell: ({ queuedAt }) => format.dateTime(queuedAt),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => (
              <Chip meaning={state === 'failed' ? 'risk' : state === 'queued' ? 'info' : 'quiet'}>
                {texts.states[state]}
              </Chip>
            ),
          },
        ]}
      />
    </>
  )
}
