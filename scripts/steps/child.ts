import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { project } from './project.js'

const longest = 10_000
const settled = 30_000
const tries = 5

/** How a script ends when it cannot be helped by starting it again; it has said why. */
export const hopeless = 3

/** What a script says to the one that started it once it can be reached. */
export const listening = 'listening'

/** Keeps one script running: a killed one is started again, with growing pauses, unless it never gets anywhere. */
export function keepRunning(name: string, flags: string[], onHopeless: () => void) {
  let stopping = false
  let child: ChildProcess | undefined
  let hear = () => {}
  const heard = new Promise<void>((resolve) => (hear = resolve))
  const running = (async () => {
    for (let vain = 1; !stopping; vain++) {
      const began = Date.now()
      child = start(name, flags).on('message', (said) => said === listening && hear())
      const end = await endOf(child)
      if (stopping) return
      if (Date.now() - began > settled) vain = 1
      if (end === hopeless || vain === tries) return onHopeless()
      const wait = Math.min(250 * 2 ** vain, longest)
      console.error(`The ${name} ended (${end}); starting it again in ${wait / 1000} s.`)
      for (let waited = 0; waited < wait && !stopping; waited += 100) await pause(100)
    }
  })()
  return {
    /** Fulfilled when it listens for the first time. */
    heard,
    /** Asks the script to end and waits until it has. */
    async stop() {
      stopping = true
      child?.kill('SIGTERM')
      await running
    },
  }
}

function start(name: string, flags: string[]) {
  return spawn(process.execPath, [join(project, 'scripts', `${name}.ts`), ...flags], {
    cwd: project,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

const endOf = (child: ChildProcess) =>
  new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? 1)),
  )
