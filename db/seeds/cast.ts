import { agencies } from './cast/agencies.ts'
import { leading } from './cast/leading-enterprises.ts'
import { mediationBodies } from './cast/mediation-bodies.ts'
import { members } from './cast/member-enterprises.ts'
import type { Organization, Person } from './cast/person.ts'
import { vendors } from './cast/vendors.ts'

// The demo market plays in Haiqu 海曲, a city that does not exist; the codes are those of a real one, so that they
// pass every check. Nobody here exists: organization codes begin with MADEM, mail addresses end in .example.

/** Everyone's password in the demo market. */
export const demoPassword = 'haiqu-harbor-2026'

export const enterprises: readonly Organization[] = [...leading, ...members]

export const organizations: readonly Organization[] = [
  ...agencies,
  ...vendors,
  ...mediationBodies,
  ...enterprises,
]

/** Everyone of the demo market. */
export const cast: readonly Person[] = organizations.flatMap(({ people }) => people)
