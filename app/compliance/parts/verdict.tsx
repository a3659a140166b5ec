import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { TextLink } from '~/design/text-link'
import { useInventoryTexts } from './texts'

type VerdictProps = {
  reason: string | null
  entitlementId: string | null
  entitlementNo: string | null
  unitNo: number | null
  /** The right's page is the reader's to open. */
  linked?: boolean
}

/** Which right covers an installation and how, or in one sentence why none does. */
export function Verdict({ reason, entitlementId, entitlementNo, unitNo, linked = true }: VerdictProps) {
  const texts = useInventoryTexts()
  if (!reason) return <Chip meaning="quiet">{texts.notJudged}</Chip>
  const words: Record<string, string> = texts.reasons
  const meaning: Meaning = entitlementId
    ? 'ok'
    : reason === 'undetermined'
      ? 'attention'
      : reason === 'free'
        ? 'quiet'
        : 'risk'
  const label = texts.verdicts[meaning as keyof typeof texts.verdicts]
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <Chip meaning={meaning}>{label}</Chip>
      <span className="text-sm text-ink-soft">
        {entitlementId && entitlementNo ? (
          <>
            {linked ? <TextLink to={`/licenses/${entitlementId}`}>{entitlementNo}</TextLink> : entitlementNo}
            {unitNo !== null && ` ${texts.unit(unitNo)}`} · {words[reason]}
          </>
        ) : (
          words[reason]
        )}
      </span>
    </span>
  )
}
