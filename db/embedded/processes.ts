import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { port, type Place } from './place.ts'

/** The postmaster that serves this place, if one lives; a zombie or a stranger with its number does not count. */
export function postmasterOf(place: Place): number | undefined {
  const pid = Number(firstLine(join(place.data, 'postmaster.pid')))
  return pid && processesOn(place).includes(pid) ? pid : undefined
}

/** Takes away what a killed postmaster left, once no process works on the folder any more; false while one does. */
export function clearLeftovers(place: Place): boolean {
  if (processesOn(place).length > 0) return false
  rmSync(join(place.data, 'postmaster.pid'), { force: true })
  rmSync(join(place.run, `.s.PGSQL.${port}`), { force: true })
  rmSync(join(place.run, `.s.PGSQL.${port}.lock`), { force: true })
  return true
}

// Every process of PostgreSQL works in its data folder, and a zombie has no folder.
function processesOn({ data }: Place): number[] {
  if (!existsSync('/proc/self/cwd')) return processesNaming(data)
  const pids = readdirSync('/proc').map(Number).filter(Boolean)
  return pids.filter((pid) => linkOf(`/proc/${pid}/cwd`) === data)
}

function processesNaming(data: string): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n')
  return lines
    .filter((line) => line.includes('postgres') && line.includes(data))
    .map((line) => parseInt(line, 10))
}

function linkOf(path: string) {
  try {
    return readlinkSync(path)
  } catch {
    return undefined
  }
}

/** The first line of a small file; undefined where there is none. */
export function firstLine(path: string) {
  try {
    return readFileSync(path, 'utf8').split('\n')[0]
  } catch {
    return undefined
  }
}
