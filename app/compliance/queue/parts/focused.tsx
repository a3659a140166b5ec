import { Form, Link } from '@remix-run/react'
import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { useFormat } from '~/design/format'
import { KeyField } from '~/web/key-field'
import { useInventoryTexts } from '../../parts/texts'
import { plainClasses, type QueueView } from '../form'
import type { Candidate } from '../queries.server'
import { CandidateForm } from './candidate-form'

type Entry = {
  id: string
  title: string
  publisher: string
  maker: string | null
  sample: string
  computers: number
  atRisk: bigint
}
type Sighting = {
  computerId: string
  no: string
  name: string
  version: string | null
  publisherName: string | null
}
type FocusedProps = {
  entry: Entry
  candidates: readonly Candidate[]
  sightings: readonly Sighting[]
  words: string | null
  view: QueueView
}

/** One title with what it may be: confirm a product, look for another, say that none needs a license, or leave it. */
export function Focused({ entry, candidates, sightings, words, view }: FocusedProps) {
  const texts = useInventoryTexts().queue
  const format = useFormat()
  return (
    <section aria-label={entry.title} className="min-w-0 xl:sticky xl:top-18 xl:self-start">
      <h2 className="text-lg leading-tight font-semibold break-words">{entry.title}</h2>
      <p className="mt-0.5 text-ink-soft">
        {entry.maker || entry.publisher || texts.noPublisher} · {texts.onComputers(entry.computers)}
        {entry.atRisk > 0n && ` · ${texts.atRisk(format.money(entry.atRisk))}`}
      </p>
      <h3 className="mt-4 mb-1 font-medium">{candidates.length > 0 ? texts.isIt : texts.whatIsIt}</h3>
      <ul className="divide-y divide-line border-y border-line empty:hidden">
        {candidates.map((candidate, at) => (
          <li key={candidate.id} className="py-2.5">
            <CandidateForm entryId={entry.id} candidate={candidate} hotkey={String(at + 1)} />
          </li>
        ))}
      </ul>
      {words && candidates.length === 0 && <p className="text-ink-soft">{texts.nothingFound(words)}</p>}
      <Form method="get" role="search" className="mt-3 flex gap-2">
        <input type="hidden" name="entry" value={entry.id} />
        {view !== 'open' && <input type="hidden" name="view" value={view} />}
        <input
          type="search"
          name="q"
          defaultValue={words ?? ''}
          aria-label={texts.search}
          placeholder={texts.search}
          data-hotkey="s"
          className="control"
        />
        <Button icon="search" className="shrink-0">
          {texts.find}
        </Button>
      </Form>
      <p className="mt-1 text-sm text-ink-soft">{texts.notInCatalog}</p>

      <h3 className="mt-5 mb-1.5 font-medium">{texts.noLicense}</h3>
      <Form method="post" className="flex flex-wrap gap-1.5">
        <KeyField />
        <input type="hidden" name="move" value="decide" />
        <input type="hidden" name="entryId" value={entry.id} />
        {plainClasses.map((kind) => (
          <Button
            key={kind}
            size="small"
            name="class"
            value={kind}
            data-hotkey={kind === 'component' ? 'n' : undefined}
          >
            {texts.plain[kind]}
          </Button>
        ))}
      </Form>

      <Form method="post" className="mt-5">
        <KeyField />
        <input type="hidden" name="entryId" value={entry.id} />
        <Button
          look="quiet"
          icon="clock"
          name="move"
          value={view === 'later' ? 'reopen' : 'later'}
          data-hotkey="l"
        >
          {view === 'later' ? texts.takeUp : texts.later}
        </Button>
      </Form>

      <h3 className="mt-5 mb-1.5 font-medium">{texts.seenOn}</h3>
      <ul className="space-y-1 text-sm">
        {sightings.map((one, at) => (
          <li key={at} className="flex flex-wrap items-baseline gap-x-2">
            <Link
              discover="none"
              to={`/inventory/computers/${one.computerId}`}
              className="text-accent hover:underline"
            >
              {one.no}
            </Link>
            <Code>{[one.name, one.version, one.publisherName].filter(Boolean).join(' | ')}</Code>
          </li>
        ))}
      </ul>
    </section>
  )
}
