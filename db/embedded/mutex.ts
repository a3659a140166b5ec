import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Place } from './place.ts'

// An abstract socket has no file: the kernel frees it at the very end of its process, kill -9 included.
const nameOf = ({ hash, run }: Place) =>
  process.platform === 'linux' ? `\0muster-${process.getuid?.()}-${hash}` : join(run, 'supervisor')

/** Takes the right to supervise this place until the process ends; false when another process has it. */
export async function takeMutex(place: Place): Promise<boolean> {
  if (await supervisorOf(place)) return false
  if (process.platform !== 'linux') rmSync(nameOf(place), { force: true })
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.on('error', () => {}).end(String(process.pid)))
    server.once('error', () => resolve(false))
    server.listen(nameOf(place), () => resolve(true))
  })
}

/** The process id of the supervisor that watches over this place, if there is one. */
export async function supervisorOf(place: Place): Promise<number | undefined> {
  const socket = connect(nameOf(place))
  try {
    return Number(await text(socket))
  } catch {
    return undefined
  } finally {
    socket.destroy()
  }
}
