import { BaseSequencer, type TestSpecification } from 'vitest/node'

// A fresh clone remembers no run, and by size these would begin last: what takes longest is named here.
const long = [
  'journeys/walk.test',
  'journeys/walk.no-script.test',
  'journeys/paying.test',
  'journeys/newcomers.test',
  'test/access.test',
  'test/foreign.test',
  'awards/award.test',
  'awards/planted.test',
  'awards/general.test',
  'rounds/deadline.test',
]

/** No worker is left with a long file alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((name) => moduleId.includes(name))
      return at < 0 ? long.length : at
    }
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}
