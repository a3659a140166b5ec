import { createHash } from 'node:crypto'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { takeMutex } from '../../db/embedded/mutex.js'

/** The project's folder; everything before the install is plain JavaScript for Node 20. */
export const project = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/**
 * Does a work on the project's folder while no other process does it: two starts at once install and build once.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function alone(work) {
  const name = createHash('sha256').update(`work on ${project}`).digest('hex').slice(0, 16)
  for (let told = false; ; told = true) {
    const release = await takeMutex(name)
    if (release) return work().finally(release)
    if (!told) console.log('Another start is installing or building; waiting for it.')
    await pause(200)
  }
}
