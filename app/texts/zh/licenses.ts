import { licensesMoving } from './licenses-moving'
import { licensesReplaced } from './licenses-replaced'
import { licensesRights } from './licenses-rights'
import { licensesSupply } from './licenses-supply'

export { licensesRefusals } from './licenses-refusals'

/** All that the room says, by subject. */
export const licenses = {
  ...licensesRights,
  ...licensesMoving,
  ...licensesReplaced,
  ...licensesSupply,
}
