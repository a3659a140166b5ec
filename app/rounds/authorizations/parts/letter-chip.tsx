import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { AuthorizationState } from '../../lifecycle'
import { useAuthorizationTexts } from './texts'

const meanings: Record<AuthorizationState, Meaning> = {
  submitted: 'attention',
  confirmed: 'ok',
  returned: 'risk',
  withdrawn: 'quiet',
  expired: 'quiet',
}

/** The state of a letter, and of one that holds, that it soon ends. */
export function LetterChip({ state, ending = false }: { state: AuthorizationState; ending?: boolean }) {
  const texts = useAuthorizationTexts()
  if (ending) return <Chip meaning="attention">{texts.endsSoon}</Chip>
  return <Chip meaning={meanings[state]}>{texts.states[state]}</Chip>
}
