import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { OrganizationStatus, OwnStatus } from '../../status'
import { useComplianceTexts } from '../../parts/texts'

export type AnyStatus = OwnStatus | OrganizationStatus

export const statusMeaning: Record<AnyStatus, Meaning> = {
  settlement_breached: 'risk',
  settlement_late: 'risk',
  under_mediation: 'info',
  gap: 'risk',
  unknown: 'attention',
  regularized: 'ok',
  compliant: 'ok',
  not_applicable: 'quiet',
  not_inspected: 'attention',
}

export function StatusChip({ status }: { status: AnyStatus }) {
  return <Chip meaning={statusMeaning[status]}>{useComplianceTexts().status[status]}</Chip>
}
