/** Whether a vendor's account may receive transfers, in the provider's words; `asked`: it has not answered yet. */
export type Capability = 'asked' | 'pending' | 'active' | 'restricted' | 'unsupported'

/** Whether there is a form of the provider's in which the vendor can still say something. */
export const goesOn = (capability: Capability) => capability === 'asked' || capability === 'restricted'
