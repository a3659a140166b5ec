import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { Notice } from '~/design/notice'
import { PageHead } from '~/design/page-head'
import { Table } from '~/design/table'
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
      <Table
        caption={texts.waiting}
        rows={waiting}
        rowKey={({ kind }) => kind}
        rowTo={placeOf}
        empty={<Empty title={texts.empty} why={texts.emptyWhy} icon="check-circle" />}
        columns={[
          { key: 'what', head: texts.what, cell: ({ kind }) => all.waiting[kind] },
          { key: 'count', head: texts.count, type: 'number', narrow: 'end', cell: ({ count }) => count },
          { key: 'due', head: texts.due, cell: ({ dueAt }) => dueAt && <Deadline at={dueAt} now={now} /> },
        ]}
      />
    </>
  )
}
