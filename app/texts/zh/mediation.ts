import { mediationCases } from './mediation-cases'
import { mediationIntake } from './mediation-intake'
import { mediationMatters } from './mediation-matters'
import { mediationSettlements } from './mediation-settlements'
import { mediationSupport } from './mediation-support'
import { mediationTalks } from './mediation-talks'
import { mediationTeamwork } from './mediation-teamwork'
import { mediationTemplates } from './mediation-templates'
import { mediationWords } from './mediation-words'

export { mediationRefusals } from './mediation-refusals'

/** All that the room says, by noun. */
export const mediation = {
  ...mediationWords,
  ...mediationCases,
  ...mediationIntake,
  ...mediationTalks,
  ...mediationMatters,
  ...mediationTemplates,
  ...mediationSupport,
  ...mediationTeamwork,
  ...mediationSettlements,
}
