import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it; one that is there stays as it is. Node's own recursive way never ends where the
 * system says that a folder is not there which is, as under /proc.
 */
export function makeFolder(path: string, mode?: number): void {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there?.isDirectory()) return
  if (!there && dirname(path) !== path) makeFolder(dirname(path), mode)
  try {
    mkdirSync(path, mode)
  } catch (error) {
    // Another process may have made it meanwhile.
    const made = (error as NodeJS.ErrnoException).code === 'EEXIST' && !there
    if (!made) throw error
  }
}
