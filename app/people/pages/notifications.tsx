import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { sql } from 'kysely'
import * as z from 'zod'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { PageHead } from '~/design/page-head'
import { useNoticeSentence } from '~/texts/notices'
import { enter } from '~/web/enter.server'
import { MoveForm } from '~/web/move-form'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { usePeopleTexts } from '../parts/texts'
import { listNotifications } from '../queries.server'

export const handle = page({ access: 'seat', title: 'people.notifications' })

const form = z.object({ move: z.literal('read-all') })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  return { notices: await listNotifications(db, actor, url.searchParams.get('after') ?? undefined) }
}

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, form, async (tx) => {
    await tx
      .updateTable('notifications')
      .set({ readAt: sql<Date>`clock_timestamp()` })
      .where('personId', '=', entered.actor.personId)
      .where('readAt', 'is', null)
      .execute()
    return redirect('/notifications?done=read')
  })
}

export default function Notifications() {
  const { notices } = useLoaderData<typeof loader>()
  const texts = usePeopleTexts().notifications
  const sentence = useNoticeSentence()
  const format = useFormat()
  const unread = notices.some(({ readAt }) => readAt === null)
  return (
    <>
      <PageHead
        title={texts.title}
        sentence={texts.lead}
        primary={
          unread && (
            <MoveForm move="read-all">
              <Button>{texts.readAll}</Button>
            </MoveForm>
          )
        }
      />
      {notices.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="bell" />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {notices.map(({ id, kind, facts, href, at, readAt }) => (
            <li key={id} className="flex min-h-row flex-wrap items-center gap-x-4 py-2">
              <Link to={href} className="min-w-0 flex-1 text-accent hover:underline max-sm:basis-full">
                {sentence(kind, facts) ?? texts.other}
              </Link>
              {readAt === null && <Chip meaning="info">{texts.unread}</Chip>}
              <time className="figure text-sm text-ink-soft" dateTime={at.toISOString()}>
                {format.dateTime(at)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
