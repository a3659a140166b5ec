import { setFlagsFromString } from 'node:v8'

const small = ['--heap-growing-percent=25', '--semi-space-growth-factor=1']
const usual = ['--heap-growing-percent=0', '--semi-space-growth-factor=2']
let holders = 0

const setFlags = (flags: readonly string[]) => flags.forEach((flag) => setFlagsFromString(flag))

/**
 * As long as it is held, this process collects its garbage sooner, at some processor time: a list of 100,000 rows
 * left nearly twice as much memory taken as it needs (`scripts/bench/compliance.ts import`).
 */
export function smallHeap(): Disposable {
  if (holders++ === 0) setFlags(small)
  return {
    [Symbol.dispose]() {
      if (--holders === 0) setFlags(usual)
    },
  }
}
