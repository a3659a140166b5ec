import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Empty } from '~/design/empty'
import { useNamed } from '~/design/named'
import { TextLink } from '~/design/text-link'
import type { Answer } from '~/web/answer'
import { StepUpField } from '~/web/checked-form'
import { KeyField } from '~/web/key-field'
import { useBlacklistTexts } from '../../parts/texts'
import { suggestedOutcome } from '../adjusting'
import type { Reviewed } from '../adjustments.server'
import { EntryChip } from './entry-chip'

type ReviewedEntriesProps = {
  rows: readonly (Reviewed & { open: boolean })[]
  reviews: boolean
  answer: Answer | undefined
}

/** Entry by entry: the facts, what they suggest, and what was decided with which reason. */
export function ReviewedEntries({ rows, reviews, answer }: ReviewedEntriesProps) {
  const texts = useBlacklistTexts().adjustment
  const named = useNamed()
  if (rows.length === 0) return <Empty title={texts.nothing} why={texts.nothingWhy} icon="check-circle" />
  return (
    <ul className="divide-y divide-line border-y border-line">
      {rows.map((row) => (
        <li key={row.id} className="grid gap-x-8 gap-y-2 py-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <TextLink to={`/office/blacklist/${row.id}`}>{named(row.name, row.nameEn)}</TextLink>
              <EntryChip state={row.state} />
            </p>
            <p className="text-ink-soft">{row.decisionNo}</p>
            {row.state === 'listed' && (
              <p className={suggestedOutcome(row) === 'remove' ? 'text-ok' : 'text-ink-soft'}>
                {suggestedOutcome(row) === 'remove' ? texts.done : texts.notDone(row.rectified, row.bought)}
              </p>
            )}
          </div>
          <div>
            {row.outcome ? (
              <p>
                {texts.outcomes[row.outcome]} · {row.reviewer}
                {row.outcome === 'keep' && <span className="block text-ink-soft">{row.reason}</span>}
              </p>
            ) : row.open && reviews ? (
              <Form method="post" className="flex flex-wrap items-center gap-2">
                <KeyField />
                <input type="hidden" name="move" value="keep" />
                <input type="hidden" name="entryId" value={row.id} />
                {answer?.refusal?.field === 'totp' && answer.values.entryId === row.id && (
                  <StepUpField error={answer.refusal.sentence} />
                )}
                <input
                  name="reason"
                  aria-label={texts.reason}
                  placeholder={texts.reason}
                  maxLength={300}
                  defaultValue={answer?.values.entryId === row.id ? String(answer.values.reason ?? '') : ''}
                  className="control min-w-0 flex-1 basis-40"
                />
                <Button>{texts.keep}</Button>
                <TextLink to={`/office/blacklist/${row.id}`}>{texts.toRemove}</TextLink>
              </Form>
            ) : row.state === 'listed' ? (
              !row.open && <p className="text-ink-soft">{texts.newlyListed}</p>
            ) : (
              <p className="text-ink-soft">{texts.later}</p>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}
