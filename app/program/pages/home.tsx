import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Saving } from '~/design/saving'
import { TaskList } from '~/design/task-list'
import { TextLink } from '~/design/text-link'
import { findSavings } from '~/orders/listing.server'
import type { OrganizationState } from '~/people/lifecycle'
import { usePeopleTexts } from '~/people/parts/texts'
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
    savings: actor.kind === 'enterprise' ? await findSavings(db, actor) : null,
    now,
    personName,
    state: (organizationState ?? 'unverified') as OrganizationState,
  }
}

export default function Home() {
  const { waiting, savings, now, personName, state } = useLoaderData<typeof loader>()
  const all = useProgramTexts()
  const texts = all.home
  const { sentence } = usePeopleTexts().organization
  return (
    <>
      <PageHead title={texts.title(personName)} sentence={texts.lead(waiting.length)} />
      {state !== 'verified' && (
        <div className="mb-6">
          <Notice meaning="info">
            {state === 'merged' || state === 'suspended' ? sentence[state] : texts.verifyFirst}
          </Notice>
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
      {savings !== null && savings.before > 0n && (
        <p className="mt-6 flex flex-wrap items-baseline gap-x-3 border-t border-line pt-4">
          <TextLink to="/orders">{texts.savings}</TextLink>
          <span className="text-lg font-medium">
            <Saving {...savings} short />
          </span>
          <span className="text-sm text-ink-soft">{texts.savingsHint}</span>
        </p>
      )}
    </>
  )
}
