import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { BankLineState, MatchState, PayoutState, RefundState, StatementImportState } from '../lifecycle'
import { usePaymentsTexts } from './texts'

const ofImport: Record<'reading' | 'checked' | 'wrong' | 'booking' | 'committed' | 'discarded', Meaning> = {
  reading: 'info',
  checked: 'attention',
  wrong: 'risk',
  booking: 'info',
  committed: 'ok',
  discarded: 'quiet',
}

export type ImportPhase = keyof typeof ofImport

/** Where an import stands: being read, waiting for a person, wrong, being booked, or done. */
export function phaseOf({
  state,
  committedBy,
  problemCount,
}: {
  state: StatementImportState
  committedBy: string | null
  problemCount: number
}): ImportPhase {
  if (state === 'read') return 'reading'
  if (state !== 'checked') return state
  if (committedBy) return 'booking'
  return problemCount > 0 ? 'wrong' : 'checked'
}

export function ImportChip({ phase }: { phase: ImportPhase }) {
  return <Chip meaning={ofImport[phase]}>{usePaymentsTexts().statements.phases[phase]}</Chip>
}

const ofLine: Record<BankLineState, Meaning> = {
  open: 'attention',
  proposed: 'info',
  matched: 'ok',
  set_aside: 'quiet',
}

export function LineChip({ state }: { state: BankLineState }) {
  return <Chip meaning={ofLine[state]}>{usePaymentsTexts().matching.lineStates[state]}</Chip>
}

const ofMatch: Record<MatchState, Meaning> = { proposed: 'attention', confirmed: 'ok', undone: 'quiet' }

export function MatchChip({ state }: { state: MatchState }) {
  return <Chip meaning={ofMatch[state]}>{usePaymentsTexts().matching.matchStates[state]}</Chip>
}

const ofRefund: Record<RefundState, Meaning> = {
  requested: 'attention',
  waiting_red_letter: 'info',
  approved: 'info',
  sent: 'info',
  paid: 'ok',
  failed: 'risk',
  refused: 'quiet',
}

export function RefundChip({ state }: { state: RefundState }) {
  return <Chip meaning={ofRefund[state]}>{usePaymentsTexts().refunds.states[state]}</Chip>
}

const ofPayout: Record<PayoutState, Meaning> = {
  prepared: 'attention',
  approved: 'info',
  sent: 'info',
  settled: 'ok',
  failed: 'risk',
  returned: 'risk',
  dropped: 'quiet',
}

export function PayoutChip({ state }: { state: PayoutState }) {
  return <Chip meaning={ofPayout[state]}>{usePaymentsTexts().payouts.states[state]}</Chip>
}
