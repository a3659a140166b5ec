import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { useCertificateTexts } from '../../parts/texts'
import type { CertificateState } from '../certificate'

const meanings: Record<CertificateState, Meaning> = {
  valid: 'ok',
  expired: 'quiet',
  superseded: 'quiet',
  revoked: 'risk',
}

export function CertificateChip({
  state,
  reason = null,
}: {
  state: CertificateState
  reason?: string | null
}) {
  const texts = useCertificateTexts()
  const reasons: Record<string, string> = texts.reasons
  return (
    <Chip meaning={meanings[state]}>
      {`${texts.states[state]}${reason ? ` · ${reasons[reason] ?? reason}` : ''}`}
    </Chip>
  )
}
