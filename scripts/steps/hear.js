import { spawn } from 'node:child_process'
import { project } from './project.js'

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set()

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, async () => {
    for (const child of running) child.kill(signal)
    while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 50))
    process.exit(1)
  })

/**
 * Runs a program in the project's folder without showing what it says; gives its exit code (1 when it was killed) and
 * all its output. A signal to this process goes on to it, and this process ends after it.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function hear(program, args, env = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: project,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text))
    running.add(child)
    child.once('error', reject).once('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}
