import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { fleeting } from './memory.ts'

/** A folder of one's own for this test file, or one of this name inside of such; gone after the last test. */
export function aFolder(name = '') {
  const home = mkdtempSync(join(fleeting, 'muster-test-'))
  homes.push(home)
  chmodSync(home, 0o755)
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  return folder
}

const homes: string[] = []
afterAll(() => {
  for (const home of homes) rmSync(home, { recursive: true, force: true })
})
