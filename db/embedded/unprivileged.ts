import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import type { Place } from './place.ts'

/** How a program is started so that it is not root: words before it, and options for spawn. */
export type Disguise = { before: string[]; options: Pick<SpawnOptions, 'uid' | 'gid'> }

const none: Disguise = { before: [], options: {} }
const namespace: Disguise = {
  before: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'],
  options: {},
}

/** PostgreSQL refuses root and nameless users: the first way to be somebody else that can reach both program and data. */
export function disguise(place: Place, program: string): Disguise {
  if (process.getuid?.() !== 0 && hasName()) return none
  const owner = statSync(existsSync(place.data) ? place.data : place.run).uid
  if (owner === process.getuid?.() && reaches(namespace, place, program)) return namespace
  for (const user of process.getuid?.() === 0 ? ordinaryUsers(owner) : []) {
    giveTo(user, place.run)
    if (existsSync(place.data)) giveTo(user, place.data)
    if (reaches(user, place, program)) return user
  }
  throw new Error(
    'PostgreSQL runs neither as root nor as a user without a name, and no other way was found: ' +
      'start Muster as an ordinary user, ' +
      'allow user namespaces (package util-linux), or set DATABASE_URL to a server of your own.',
  )
}

// In a container with a bare user id there is nobody of that name, and initdb refuses.
function hasName() {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

function reaches({ before, options }: Disguise, { folder, run }: Place, program: string) {
  const test = 'test -x "$0" && test -x "$1" && test -w "$2"'
  const [command = 'sh', ...args] = [...before, 'sh', '-c', test, program, folder, run]
  return spawnSync(command, args, { ...options, stdio: 'ignore' }).status === 0
}

function ordinaryUsers(owner: number): Disguise[] {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  const users = lines
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
  const wanted = [
    users.find((user) => owner !== 0 && user.uid === owner),
    users.find((user) => user.name === 'postgres'),
    users.find((user) => user.name === 'nobody'),
  ]
  return wanted
    .filter((user) => user !== undefined)
    .map(({ uid, gid }) => ({ before: [], options: { uid, gid } }))
}

/** Hands a folder and all in it to a user. */
export function giveTo({ options: { uid, gid } }: Disguise, path: string) {
  if (uid === undefined || gid === undefined) return
  chownSync(path, uid, gid)
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    chownSync(join(path, name), uid, gid)
}
