import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { makeFolder } from '../../app/kernel/folder.server.ts'

/** Where one embedded database lives. */
export type Place = {
  /** Everything that belongs to it: data, log, socket. */
  folder: string
  /** PostgreSQL's own data folder. */
  data: string
  /** The folder of the socket; who can open it can become any role, hence 0700. */
  run: string
  log: string
  /** Names the place where a path is too long or too open. */
  hash: string
}

export const port = 5432
const longestSocketPath = 107

/** Makes the folders of an embedded database and says where they are. */
export function placeOf(dataDir: string): Place {
  makeFolder(resolve(dataDir))
  const folder = realpathSync(dataDir)
  const hash = createHash('sha256').update(folder).digest('hex').slice(0, 16)
  return {
    folder,
    hash,
    data: join(folder, 'pg18'),
    run: privateFolder(runFolder(folder, hash)),
    log: join(folder, 'postgres.log'),
  }
}

function runFolder(folder: string, hash: string) {
  const near = join(folder, 'run')
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${port}`)) <= longestSocketPath
  return fits ? near : join(tmpdir(), `muster-${hash}`)
}

function privateFolder(path: string) {
  makeFolder(path, 0o700)
  const { uid } = lstatSync(path)
  const me = process.getuid?.()
  if (me !== undefined && me !== 0 && uid !== me)
    throw new Error(`${path} belongs to somebody else; the database's socket cannot lie there. Remove it.`)
  chmodSync(path, 0o700)
  return path
}
