import { Tabs } from '~/design/tabs'
import { useLicensesTexts } from './texts'

/** The parts of one's licenses: the rights, what runs out, idle units, proofs. */
export function LicenseTabs() {
  const texts = useLicensesTexts().tabs
  return (
    <Tabs
      label={texts.label}
      tabs={[
        { to: '/licenses', label: texts.list, end: true },
        { to: '/licenses/renewals', label: texts.renewals },
        { to: '/licenses/true-ups', label: texts.trueUps },
        { to: '/licenses/transfers', label: texts.transfers },
        { to: '/licenses/reclaim', label: texts.reclaim },
        { to: '/licenses/certificates', label: texts.certificates },
      ]}
    />
  )
}
