import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { fleeting, ofRun } from './memory.ts'

/** A new folder, or one of this name inside of such; gone after the run. */
export function aFolder(name = '') {
  const home = mkdtempSync(join(fleeting, ofRun(process.ppid)))
  chmodSync(home, 0o755)
  const folder = join(home, name)
  mkdirSync(folder, { recursive: true })
  return folder
}
