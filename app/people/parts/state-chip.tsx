import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { OrganizationState } from '../lifecycle'
import { usePeopleTexts } from './texts'

const meanings: Record<OrganizationState, Meaning> = {
  unverified: 'attention',
  submitted: 'info',
  verified: 'ok',
  suspended: 'risk',
  merged: 'quiet',
}

export function OrganizationChip({ state }: { state: OrganizationState }) {
  return <Chip meaning={meanings[state]}>{usePeopleTexts().state[state]}</Chip>
}
