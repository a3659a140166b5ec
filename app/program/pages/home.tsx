import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { TaskList } from '~/design/task-list'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { useProgramTexts } from '../parts/texts'
import { placeOf } from '../waiting'
import { listWaiting } from '../waiting.server'

export const handle = page({ access: 'seat', title: 'program.home' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, now, session } = await enter(args, handle)
  const { personName, organizationState } = session!
  return {
    waiting: await listWaiting(db, actor),
    now,
    personName,
    verified: organizationState === 'verified',
  }
}

export default function Home() {
  const { waiting, now, personName, verified } = useLoaderData<typeof loader>()
  const all = useProgramTexts()
  const texts = all.home
  return (
    <>
      <PageHead title={texts.title(personName)} sentence={texts.lead(waiting.length)} />
      {!verified && (
        <div className="mb-6">
          <Notice meaning="info">{texts.verifyFirst}</Notice>
        </div>
      )}
      {waiting.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />
      ) : (
        <TaskList
          tasks={waiting.map((task) => ({
            to: placeOf(task),
            label: all.waiting[task.kind](task.count),
            end: task.dueAt && <Deadline at={task.dueAt} now={now} />,
            meaning: task.dueAt && task.dueAt < now ? 'risk' : 'info',
          }))}
        />
      )}
    </>
  )
}
