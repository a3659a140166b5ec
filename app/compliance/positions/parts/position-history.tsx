import { Moment } from '~/design/moment'
import { TextLink } from '~/design/text-link'
import { useSoftwareName } from '~/catalog/parts/software-name'
import { useComplianceTexts } from '../../parts/texts'
import type { PositionChange } from '../queries.server'
import { type AnyStatus, StatusChip } from './status-chip'

const places: Record<string, (id: string) => string> = {
  'license.issued': (id) => `/licenses/${id}`,
  'license.revoked': (id) => `/licenses/${id}`,
  'license.claimed': (id) => `/licenses/${id}`,
  'inventory.accepted': (id) => `/inventory/imports/${id}`,
  'computer.retired': (id) => `/inventory/computers/${id}`,
  'computer.moved': (id) => `/inventory/computers/${id}`,
}

type PositionHistoryProps = {
  changes: readonly PositionChange[]
  /** The reader is of the enterprise: only then are the causes known, and theirs to follow. */
  linked: boolean
}

/** Each change of status with the figures before and after and what caused it. */
export function PositionHistory({ changes, linked }: PositionHistoryProps) {
  const texts = useComplianceTexts().history
  const name = useSoftwareName()
  const words: Record<string, string> = texts.causes
  return (
    <ol className="divide-y divide-line border-y border-line">
      {changes.map(
        ({ id, at, productId, fromStatus, toStatus, before, after, cause, causeId, ...product }) => {
          const place = linked && cause && causeId ? places[cause]?.(causeId) : undefined
          return (
            <li key={id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-2">
              <span className="w-40 text-sm text-ink-soft">
                <Moment at={at} />
              </span>
              <span className="min-w-0 flex-1 basis-48">
                <span className="font-medium">{productId ? name(product) : texts.whole}</span>
                {before && after && (
                  <span className="figure block text-sm text-ink-soft">{figures(texts, before, after)}</span>
                )}
              </span>
              <span className="flex items-center gap-1.5">
                {fromStatus && (
                  <>
                    <StatusChip status={fromStatus as AnyStatus} />
                    <span aria-hidden>→</span>
                  </>
                )}
                <StatusChip status={toStatus as AnyStatus} />
              </span>
              <span className="w-48 text-sm text-ink-soft max-sm:w-full">
                {place ? (
                  <TextLink to={place}>{words[cause!]}</TextLink>
                ) : cause ? (
                  (words[cause] ?? cause)
                ) : (
                  // Whoever oversees the enterprise does not see what happened there: no cause is no calendar.
                  linked && texts.calendar
                )}
              </span>
            </li>
          )
        },
      )}
    </ol>
  )
}

type Figures = NonNullable<PositionChange['before']>

function figures(
  texts: { installed: string; entitled: string; gap: string },
  before: Figures,
  after: Figures,
) {
  return (['installed', 'entitled', 'gap'] as const)
    .filter((key) => before[key] !== after[key])
    .map((key) => `${texts[key]} ${before[key]} → ${after[key]}`)
    .join(' · ')
}
