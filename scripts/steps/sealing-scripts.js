import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

const everywhere = /^app\/(entry\.client|root)\.tsx/
const page = /^app\/.+\/pages\/.+\.tsx/
const sealer = 'app/rounds/sealing/age.ts'

/** @typedef {{ file: string, imports?: string[], dynamicImports?: string[] }} Chunk */

/**
 * Lays `sealing-scripts.txt` beside the browser's files: every script that a page loads on which something is sealed or
 * opened, with its SHA-256, as `sha256sum` writes it. Such a page is one from which the sealing can be reached.
 * @param {string} folder of the build
 */
export async function listSealingScripts(folder) {
  const client = join(folder, 'client')
  const chunks = /** @type {Record<string, Chunk>} */ (
    JSON.parse(await readFile(join(folder, '.vite/client-manifest.json'), 'utf8'))
  )
  const names = Object.keys(chunks)
  const sealing = names.filter((name) => page.test(name) && reached(chunks, [name]).has(sealer))
  if (sealing.length === 0) throw new Error(`No page reaches ${sealer}.`)
  const all = reached(chunks, [...sealing, ...names.filter((name) => everywhere.test(name))])
  const map = (await readdir(join(client, 'assets'))).filter((name) => /^manifest-\w+\.js$/.test(name))
  const files = [...[...all].map((name) => chunks[name].file), ...map.map((name) => `assets/${name}`)]
  const lines = [...new Set(files)].filter((file) => file.endsWith('.js')).sort().map(async (file) => {
    const bytes = await readFile(join(client, file))
    return `${createHash('sha256').update(bytes).digest('hex')}  ${file}\n`
  }) // oxfmt-ignore
  await writeFile(join(client, 'sealing-scripts.txt'), (await Promise.all(lines)).join(''))
}

/** All that is loaded with these, at once or when it is asked for. @param {Record<string, Chunk>} chunks @param {string[]} from */
function reached(chunks, from) {
  const seen = new Set(/** @type {string[]} */ ([]))
  const waiting = [...from]
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const chunk = chunks[name]
    if (!chunk || seen.has(name)) continue
    seen.add(name)
    waiting.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []))
  }
  return seen
}
