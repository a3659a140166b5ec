import { licensesMoving } from './licenses-moving'
import { licensesRights } from './licenses-rights'
import { licensesSupply } from './licenses-supply'

export { licensesRefusals } from './licenses-refusals'

/** All that the room says, by subject. */
export const licenses = {
  ...licensesRights,
  ...licensesMoving,
  ...licensesSupply,
}
