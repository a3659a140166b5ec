import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kept, letGo } from '~/kernel/kept.server'

/** What the build made for a page without a server: one script and one sheet of styles. */
export type SavedParts = { script: string; styles: string }

export async function readSavedParts(folder: string): Promise<SavedParts> {
  const [script, styles] = await Promise.all(
    ['checker.js', 'checker.css'].map((name) => readFile(join(folder, name), 'utf8')),
  )
  return { script: script!, styles: styles! }
}

/** From now on this process hands it out. */
export function serveSavedParts(parts: SavedParts) {
  letGo('saved-parts')
  kept('saved-parts', () => parts)
}

/** Null in development, where nothing is built. */
export const savedParts = () => kept<SavedParts | null>('saved-parts', () => null)
