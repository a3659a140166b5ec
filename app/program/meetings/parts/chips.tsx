import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { MeetingState, ResolutionState } from '../../lifecycle'
import { useMeetingTexts } from './texts'

const ofMeeting: Record<MeetingState, Meaning> = {
  planned: 'quiet',
  invited: 'info',
  held: 'attention',
  minutes_approved: 'ok',
  canceled: 'quiet',
}
const ofResolution: Record<ResolutionState, Meaning> = { open: 'info', done: 'ok', dropped: 'quiet' }

export function MeetingChip({ state }: { state: MeetingState }) {
  return <Chip meaning={ofMeeting[state]}>{useMeetingTexts().states[state]}</Chip>
}

export function ResolutionChip({ state, overdue = false }: { state: ResolutionState; overdue?: boolean }) {
  const texts = useMeetingTexts()
  if (overdue) return <Chip meaning="risk">{texts.overdue}</Chip>
  return <Chip meaning={ofResolution[state]}>{texts.resolutionStates[state]}</Chip>
}
