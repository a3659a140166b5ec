import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const shm = '/dev/shm'
const enough = 4 * 2 ** 30
const prefix = 'muster-data-'

/** Where fleeting files go: into memory where there is enough of it (a clone of a database is then five times as fast), else to the disk. */
export const fleeting = hasRoom() ? shm : tmpdir()

/** How the names of the folders begin that belong to a run of the tests, by the process that leads it. */
export const ofRun = (pid: number) => `muster-test-${pid}-`

/** To be called by the process that leads a run, when it ends. */
export function dropFoldersOfRun() {
  for (const name of readdirSync(fleeting).filter((name) => name.startsWith(ofRun(process.pid))))
    rmSync(join(fleeting, name), { recursive: true, force: true })
}

/** The folder of the test server's database: of this project, and kept from run to run. */
export function dataFolder(project: string) {
  if (fleeting !== shm) return join(project, '.data-test')
  dropOrphans()
  const folder = join(shm, prefix + createHash('sha256').update(project).digest('hex').slice(0, 12))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'project'), project)
  return folder
}

// What a project that is gone has left behind would fill the memory.
function dropOrphans() {
  for (const name of readdirSync(shm).filter((name) => name.startsWith(prefix))) {
    const told = join(shm, name, 'project')
    if (existsSync(told) && !existsSync(readFileSync(told, 'utf8')))
      rmSync(join(shm, name), { recursive: true, force: true })
  }
}

function hasRoom() {
  try {
    accessSync(shm, constants.W_OK)
    const { bavail, bsize } = statfsSync(shm)
    return bavail * bsize > enough
  } catch {
    return false
  }
}
