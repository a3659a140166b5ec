import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import { useInventoryTexts } from '../../parts/texts'

export type ImportStand = {
  state: 'received' | 'read' | 'mapped' | 'accepted' | 'refused'
  phase: 'waiting' | 'reading' | 'ready' | 'accepting' | 'failed'
}

export type Standing =
  | 'waiting'
  | 'reading'
  | 'check'
  | 'accepting'
  | 'failed'
  | 'accepted'
  | 'refused'
  | 'discarded'

/** Where an upload stands, in one word. */
export function standingOf({ state, phase, problem }: ImportStand & { problem: string | null }): Standing {
  if (state === 'accepted') return 'accepted'
  if (state === 'refused') return problem === 'discarded' ? 'discarded' : 'refused'
  if (phase === 'failed') return 'failed'
  if (state === 'mapped') return 'accepting'
  return state === 'read' ? 'check' : phase === 'reading' ? 'reading' : 'waiting'
}

export const isBusy = (standing: Standing) => ['waiting', 'reading', 'accepting'].includes(standing)

const meanings: Record<Standing, Meaning> = {
  waiting: 'info',
  reading: 'info',
  check: 'attention',
  accepting: 'info',
  failed: 'risk',
  accepted: 'ok',
  refused: 'risk',
  discarded: 'quiet',
}

export function ImportChip({ standing }: { standing: Standing }) {
  return <Chip meaning={meanings[standing]}>{useInventoryTexts().standing[standing]}</Chip>
}
