import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useActionData, useLoaderData } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { FormSummary } from '~/design/form-summary'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { PageHead } from '~/design/page-head'
import { uuidForm } from '~/kernel/fields'
import { answerOf } from '~/web/answer'
import { enter } from '~/web/enter.server'
import { page } from '~/web/page'
import { withForm } from '~/web/with-form.server'
import { InventoryTabs } from '../../parts/inventory-tabs'
import { useInventoryTexts } from '../../parts/texts'
import { queueForm, queueViews } from '../form'
import { Decided } from '../parts/decided'
import { Editions } from '../parts/editions'
import { Entries } from '../parts/entries'
import { Focused } from '../parts/focused'
import { Hotkeys } from '../parts/hotkeys'
import { LastDecided } from '../parts/last-decided'
import {
  countEntries,
  findEntry,
  listCandidates,
  listEntries,
  listSightings,
  listUndetermined,
} from '../queries.server'
import { moveQueue } from '../move.server'

export const handle = page({ access: 'inventory.manage', title: 'compliance.queue' })

export async function loader(args: LoaderFunctionArgs) {
  const { actor, db, url } = await enter(args, handle)
  const asked = (name: string) => url.searchParams.get(name) || undefined
  const view = queueViews.find((one) => one === asked('view')) ?? 'open'
  const [counts, entries] = [
    await countEntries(db, actor),
    await listEntries(db, actor, { view, after: asked('after') }),
  ]
  if (asked('view') === 'editions')
    return { view: 'editions' as const, counts, editions: await listUndetermined(db, actor) }
  const entry = await findEntry(db, actor, uuidOf(asked('entry')) ?? entries.rows[0]?.id ?? nowhere)
  const last = await findEntry(db, actor, uuidOf(asked('last')) ?? nowhere)
  const words = asked('q') ?? null
  const [candidates, sightings] = entry
    ? [await listCandidates(db, entry.suggestions, words), await listSightings(db, actor, entry)]
    : [[], []]
  return { view, counts, entries, entry, last, words, candidates, sightings }
}

const nowhere = '00000000-0000-0000-0000-000000000000'
const uuidOf = (text: string | undefined) => (text && uuidForm.test(text) ? text : undefined)

export async function action(args: ActionFunctionArgs) {
  const entered = await enter(args, handle)
  return withForm(entered, queueForm, async (tx, values) =>
    redirect(await moveQueue(tx, entered.actor, values)),
  )
}

export default function Queue() {
  const data = useLoaderData<typeof loader>()
  const answer = answerOf(useActionData<typeof action>())
  const all = useInventoryTexts()
  const texts = all.queue
  const format = useFormat()
  const { counts, view } = data
  const views = [
    { to: '?', key: 'open', count: counts.open },
    { to: '?view=later', key: 'later', count: counts.later },
    { to: '?view=editions', key: 'editions', count: counts.editions },
    { to: '?view=decided', key: 'decided', count: counts.decided },
  ] as const
  return (
    <>
      <PageHead title={texts.title} sentence={texts.lead} />
      <InventoryTabs open={counts.open} manages />
      <nav aria-label={texts.views} className="mt-4 mb-5 flex flex-wrap gap-1">
        {views.map(({ to, key, count }) => (
          <Link
            key={key}
            to={to}
            aria-current={view === key ? 'page' : undefined}
            className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-3 text-sm text-ink-soft hover:bg-sunken hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:text-ink pointer-coarse:min-h-row"
          >
            {texts.view[key]} <span className="figure">{format.number(count)}</span>
          </Link>
        ))}
      </nav>
      <FormSummary
        problems={answer?.problems ?? []}
        refusal={answer?.refusal ? { what: answer.refusal.sentence } : null}
      />
      {data.view === 'editions' ? (
        <Editions products={data.editions} />
      ) : data.view === 'decided' ? (
        <Decided {...data.entries} />
      ) : (
        <>
          {data.last && data.last.state === 'decided' && <LastDecided entry={data.last} />}
          {data.entries.rows.length === 0 ? (
            <Empty
              title={texts.empty[data.view]}
              why={texts.emptyWhy[data.view]}
              icon="check-circle"
              action={<LinkButton to="/inventory">{texts.toInventory}</LinkButton>}
            />
          ) : (
            <div className="grid gap-x-8 gap-y-6 xl:grid-cols-[minmax(0,1fr)_26rem]">
              <Entries {...data.entries} focused={data.entry?.id} view={data.view} />
              {data.entry && (
                <Focused
                  key={data.entry.id}
                  entry={data.entry}
                  candidates={data.candidates}
                  sightings={data.sightings}
                  words={data.words}
                  view={data.view}
                />
              )}
            </div>
          )}
          <Hotkeys />
        </>
      )}
    </>
  )
}
