import { Form } from '@remix-run/react'
import { Button } from '~/design/button'
import { Chip } from '~/design/chip'
import { useFormat } from '~/design/format'
import { useNamed } from '~/design/named'
import { Select } from '~/design/select-field'
import { KeyField } from '~/web/key-field'
import { useInventoryTexts } from '../../parts/texts'
import type { Candidate } from '../queries.server'

type CandidateFormProps = { entryId: string; candidate: Candidate; hotkey: string }

/** One product that a title may be, with edition and release where they are known, and the button that says so. */
export function CandidateForm({ entryId, candidate, hotkey }: CandidateFormProps) {
  const all = useInventoryTexts()
  const texts = all.queue
  const named = useNamed()
  const format = useFormat()
  const { id, editions, releases, score, licenseClass } = candidate
  const name = named(candidate.nameZh, candidate.nameEn)
  return (
    <Form method="post">
      <KeyField />
      <input type="hidden" name="move" value="decide" />
      <input type="hidden" name="entryId" value={entryId} />
      <input type="hidden" name="productId" value={id} />
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{name}</span>
        <span className="text-sm text-ink-soft">{named(candidate.publisherZh, candidate.publisherEn)}</span>
        {score !== null && (
          <span className="figure ml-auto text-sm text-ink-soft">{texts.alike(format.percent(score))}</span>
        )}
        {licenseClass !== 'licensable' && (
          <Chip meaning="quiet">{all.classes[licenseClass as 'free' | 'open-source']}</Chip>
        )}
      </div>
      <div className="mt-1.5 flex flex-wrap gap-2">
        {editions.length > 1 ? (
          <div className="min-w-0 flex-1 basis-32">
            <Select
              name="editionId"
              aria-label={texts.edition}
              empty={texts.anyEdition}
              options={editions.map((one) => ({ value: one.id, label: named(one.name, one.nameEn ?? null) }))}
            />
          </div>
        ) : (
          editions[0] && <input type="hidden" name="editionId" value={editions[0].id} />
        )}
        {releases.length > 1 ? (
          <div className="min-w-0 flex-1 basis-24">
            <Select
              name="releaseId"
              aria-label={texts.release}
              empty={texts.anyRelease}
              options={releases.map((one) => ({ value: one.id, label: one.name }))}
            />
          </div>
        ) : (
          releases[0] && <input type="hidden" name="releaseId" value={releases[0].id} />
        )}
        <Button look={hotkey === '1' ? 'primary' : 'secondary'} data-hotkey={hotkey}>
          {texts.confirm}
        </Button>
      </div>
    </Form>
  )
}
