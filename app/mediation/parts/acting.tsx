import { Chip } from '~/design/chip'
import type { CaseRole } from '../channels/kinds'
import { useWhoWords } from './step-sentence'
import { useMediationTexts } from './texts'

type ActingProps = { acting: readonly CaseRole[] | undefined; roles: readonly CaseRole[] }

/** Whom a case waits for, in a list; oneself stands out. */
export function Acting({ acting = [], roles }: ActingProps) {
  const { list, who } = useMediationTexts()
  const words = useWhoWords()(acting, roles)
  if (words === null) return <span className="text-ink-soft">–</span>
  return words === who.you ? <Chip meaning="attention">{list.you}</Chip> : <>{words}</>
}
