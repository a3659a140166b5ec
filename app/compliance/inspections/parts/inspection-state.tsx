import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { InspectionState as State } from '../../lifecycle'
import { useInspectionTexts } from '../../parts/texts'

const meanings: Record<State, Meaning> = {
  planned: 'quiet',
  announced: 'info',
  visiting: 'attention',
  concluded: 'info',
  closed: 'quiet',
  canceled: 'quiet',
}
const conclusions: Record<string, Meaning> = { passed: 'ok', rectify: 'attention', failed: 'risk' }

/** Where a visit stands; once it is concluded, with what. */
export function InspectionState({ state, conclusion }: { state: State; conclusion: string | null }) {
  const texts = useInspectionTexts()
  if (!conclusion) return <Chip meaning={meanings[state]}>{texts.visitState[state]}</Chip>
  const words: Record<string, string> = texts.conclusion
  return (
    <Chip meaning={conclusions[conclusion] ?? 'quiet'}>
      {`${words[conclusion] ?? conclusion}${state === 'closed' ? ` · ${texts.visitState.closed}` : ''}`}
    </Chip>
  )
}
