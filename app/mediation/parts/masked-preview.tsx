import { Button } from '~/design/button'
import { Code } from '~/design/code'
import { LinkButton } from '~/design/link-button'
import { Notice } from '~/design/notice'
import { Section } from '~/design/section'
import { MoveForm } from '~/web/move-form'
import type { readPreview } from '../evidence/openings.server'
import { personalKinds } from '../evidence/masking'
import type { EvidenceItem } from '../evidence/reading.server'
import { useMediationTexts } from './texts'

type MaskedPreviewProps = {
  preview: NonNullable<Awaited<ReturnType<typeof readPreview>>>
  /** The item's own address. */
  at: string
  /** Whether the masked words are handed out under an address of their own. */
  isCopied: boolean
}

/** The words of a file with data of people masked, or that its format cannot be masked. */
export function MaskedPreview({ preview, at, isCopied }: MaskedPreviewProps) {
  const { evidence: texts } = useMediationTexts()
  const { no, shown } = preview
  const counts = shown?.counts ?? {}
  const masked = personalKinds.flatMap((kind) => (counts[kind] ? texts.maskedKinds[kind](counts[kind]) : []))
  return (
    <Section
      title={texts.masked}
      sentence={shown ? texts.maskedLead : texts.unmaskable}
      actions={
        shown &&
        isCopied && (
          <LinkButton to={`${at}/versions/${no}/masked`} reloadDocument icon="download" size="small">
            {texts.maskedCopy}
          </LinkButton>
        )
      }
    >
      {masked.length > 0 && <p className="mb-2">{masked.join(texts.maskedAnd)}</p>}
      {shown && <Code block>{shown.lines}</Code>}
      {shown?.isCut && <p className="mt-1 text-sm text-ink-soft">{texts.previewCut}</p>}
      {shown && preview.personal === 'unknown' && <Notice meaning="attention">{texts.beside}</Notice>}
    </Section>
  )
}

/** Whether such a file goes into the bundle as it is, by the word of both sides. */
export function Carrying({
  item,
  consents,
  side,
  its,
}: Pick<EvidenceItem, 'item' | 'consents' | 'side' | 'its'>) {
  const all = useMediationTexts()
  const { evidence: texts } = all
  if (item.purpose !== 'pre_existing' || its.roles.includes('guest')) return null
  const given = { claimant: consents?.claimantYesAt ?? null, respondent: consents?.respondentYesAt ?? null }
  const said = (['claimant', 'respondent'] as const).filter((one) => given[one] !== null)
  return (
    <Section title={texts.carrying} sentence={said.length === 2 ? texts.carriedWhole : texts.carriedMasked}>
      {said.length > 0 && (
        <p className="mb-2 text-ink-soft">
          {said.map((one) => texts.carryAgreed(all.roles[one])).join(' · ')}
        </p>
      )}
      {side && (
        <MoveForm move={given[side] ? 'withhold' : 'carry'}>
          <Button>{given[side] ? texts.withhold : texts.carry}</Button>
        </MoveForm>
      )}
    </Section>
  )
}
