import { rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

// Plain JavaScript: the first step of `npm start` needs it too, on the machine's own Node.
// An abstract socket has no file: the kernel frees it at the very end of its process, kill -9 included.
// Node 20 fills the name with zeros to the kernel's whole 108 bytes and Node 24 does not: written out, both mean one.
/** @param {string} name */
export function addressOf(name) {
  const own = `muster-${process.getuid?.() ?? ''}-${name}`
  return process.platform === 'linux' ? `\0${own}`.padEnd(108, '\0') : join(tmpdir(), `${own}.sock`)
}

/**
 * Takes a name that only one process of this machine and user can have; gives its release, or undefined when another
 * process has it. It is free again when the process ends, however it ends.
 * @param {string} name
 * @returns {Promise<(() => void) | undefined>}
 */
export async function takeMutex(name) {
  if (await holderOf(name)) return undefined
  if (process.platform !== 'linux') rmSync(addressOf(name), { force: true })
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.on('error', () => {}).end(String(process.pid))
    })
    server.once('error', () => resolve(undefined))
    server.listen(addressOf(name), () => resolve(() => void server.close()))
  })
}

/**
 * The process id of the one that has the name, if anyone has it.
 * @param {string} name
 * @returns {Promise<number | undefined>}
 */
export async function holderOf(name) {
  const socket = connect(addressOf(name))
  try {
    return Number(await text(socket))
  } catch {
    return undefined
  } finally {
    socket.destroy()
  }
}
