import { useNamed } from '~/design/named'
import { useMediationSiteTexts } from './texts'

type Fees = { kind: string; feeSchedule: string; feeScheduleEn: string }

/** What a body charges, in the reader's language; people's mediation is free. */
export function useFees() {
  const { about } = useMediationSiteTexts()
  const named = useNamed()
  return ({ kind, feeSchedule, feeScheduleEn }: Fees) =>
    kind === 'people' ? about.free : named(feeSchedule, feeScheduleEn || null) || '–'
}
