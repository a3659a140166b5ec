import { Day } from '~/design/day'
import { useNamed } from '~/design/named'
import { linkClass } from '~/design/text-link'
import type { ListedRequirement } from '../checklist'
import type { Judged } from '../queries.server'
import { RequirementChip } from './requirement-chip'
import { useQualificationTexts } from './texts'

type OneProps = { requirement: ListedRequirement; judged: Pick<Judged, 'responses' | 'files' | 'wanting'> }

/** What was answered to one requirement, with its evidence, and whether it is met. */
export function Answered({ requirement, judged: { responses, files, wanting } }: OneProps) {
  const texts = useQualificationTexts()
  const named = useNamed()
  const { code, text } = requirement
  const { value = null, fileId = null } = responses[code] ?? {}
  return (
    <>
      <p className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1 text-sm text-ink-soft">
        <span className="max-w-prose">{named(text.zh, text.en)}</span>
        <RequirementChip {...requirement} />
      </p>
      {value !== null && (
        <p className="max-w-prose whitespace-pre-wrap">
          <Value type={requirement.type} value={value} />
        </p>
      )}
      {fileId && files[fileId] && (
        <p>
          <a className={linkClass} href={`/files/${fileId}`} download>
            {files[fileId]}
          </a>
        </p>
      )}
      {value === null && fileId === null && <p className="text-ink-soft">{texts.unanswered}</p>}
      <Wanting note={wanting[code]} />
    </>
  )
}

function Value({ type, value }: { type: ListedRequirement['type']; value: string }) {
  const { yes, no } = useQualificationTexts()
  if (type === 'yes') return value === 'yes' ? yes : no
  return type === 'date' ? <Day on={value} /> : value
}

/** What the office found wanting in an answer. */
export function Wanting({ note }: { note: string | undefined }) {
  const texts = useQualificationTexts()
  if (note === undefined) return null
  return (
    <p className="mt-1 text-sm text-risk">
      {texts.wanting}: {note}
    </p>
  )
}
