import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql } from 'kysely'
import type pg from 'pg'
import type { Database } from '~db/schema'
import { actingAs } from '~db/tenant'
import { env } from '~/env.server'
import { kept, letGo } from '~/kernel/kept.server'

/** The scripts with which browsers seal and open, as this process serves them (procurement.md §6). */
export type Scripts = {
  /** lines as `sha256sum` writes them */
  list: string
  digest: string
  files: number
  /** an import map by which a browser runs none of them with other bytes (Subresource Integrity) */
  integrity: string
}

const line = /^([0-9a-f]{64}) {2}(assets\/[\w.-]+\.js)$/
const digestOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')

/** Reads the build's list of them; throws where a script is not what the build listed. */
export async function readScripts(folder: string): Promise<Scripts> {
  const list = await readFile(join(folder, 'sealing-scripts.txt'), 'utf8').catch(() => '')
  const integrity: Record<string, string> = {}
  for (const text of list.split('\n').filter(Boolean)) {
    const [, hash = '', path = ''] = line.exec(text) ?? []
    const bytes = path && (await readFile(join(folder, path)).catch(() => ''))
    if (digestOf(bytes) !== hash)
      throw new Error(`${path || 'sealing-scripts.txt'} is not what was built. npm run build makes it anew.`)
    integrity[`/${path}`] = `sha256-${Buffer.from(hash, 'hex').toString('base64')}`
  }
  const files = Object.keys(integrity).length
  if (files === 0) throw new Error('The build names no scripts that seal. npm run build makes it anew.')
  return { list, digest: digestOf(list), files, integrity: JSON.stringify({ integrity }) }
}

/** From now on this process serves them; a build's list is in the log before anybody is. */
export async function serveScripts(pool: pg.Pool, scripts: Scripts) {
  const nobody = { organizationId: null, personId: null, roles: [], actorKind: 'clock', requestId: null }
  await sql`select record_scripts(${scripts.list})`.execute(actingAs(pool, nobody))
  letGo('scripts')
  kept('scripts', () => scripts)
}

/** What this process serves; null in development, where a script is another one after every change. */
export const servedScripts = () => kept<Scripts | null>('scripts', () => null)

/** What a page shows of them: their digest, where it stands in the log, and how it is checked from outside. */
export async function findScripts(db: Kysely<Database>) {
  const served = servedScripts()
  if (!served) return null
  const { digest, files } = served
  const { rows } = await sql<{ at: Date; leaf: bigint | null }>`
    select s.at, l.ix as leaf from sealing_scripts s left join leaves l on l.event_id = s.event_id
    where s.digest = decode(${digest}, 'hex')`.execute(db)
  const { at = null, leaf = null } = rows[0] ?? {}
  const command = `curl -s ${env.PUBLIC_ORIGIN}/sealing-scripts.txt | sha256sum`
  return { digest, files, at, leaf: leaf === null ? null : Number(leaf), command }
}

export type ShownScripts = NonNullable<Awaited<ReturnType<typeof findScripts>>>
