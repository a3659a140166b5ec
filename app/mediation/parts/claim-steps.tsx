import { Stepper } from '~/design/stepper'
import { useMediationTexts } from './texts'

type ClaimStepsProps = {
  caseId: string
  present: 0 | 1 | 2
  ready: { objections: number; hasFirstOffer: boolean }
}

/** The three steps of a claim; each is saved as it is left, and may be returned to. */
export function ClaimSteps({ caseId, present, ready }: ClaimStepsProps) {
  const { steps } = useMediationTexts().claim
  const to = (path: string) => `/cases/${caseId}/${path}`
  return (
    <Stepper
      present={present}
      steps={[
        { label: steps[0]!, to: to('claim'), done: ready.objections > 0 },
        { label: steps[1]!, to: to('first-offer'), done: ready.hasFirstOffer },
        { label: steps[2]!, to: to('filing') },
      ]}
    />
  )
}
