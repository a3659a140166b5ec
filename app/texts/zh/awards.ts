import { awardsChallenges } from './awards-challenges'
import { awardsEvaluation } from './awards-evaluation'
import { awardsJudging } from './awards-judging'
import { awardsResult } from './awards-result'

export { awardsRefusals } from './awards-refusals'

/** All that the room says, by noun. */
export const awards = {
  ...awardsChallenges,
  ...awardsEvaluation,
  ...awardsJudging,
  ...awardsResult,
}
