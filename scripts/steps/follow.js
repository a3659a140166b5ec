import { spawn } from 'node:child_process'
import { project } from './project.js'

const patience = 30_000

/**
 * Runs a program in the project's folder, passes signals on to it, and gives its exit code (1 when it was killed).
 * One that does not end within half a minute of a signal is killed: npm may finish its work first.
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function follow(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: project, stdio: 'inherit', ...options })
    const pass = (/** @type {NodeJS.Signals} */ signal) => {
      child.kill(signal)
      setTimeout(() => child.kill('SIGKILL'), patience).unref()
    }
    process.on('SIGTERM', pass).on('SIGINT', pass)
    child.once('error', reject).once('exit', (code) => {
      process.off('SIGTERM', pass).off('SIGINT', pass)
      resolve(code ?? 1)
    })
  })
}

/**
 * The same for a step that must succeed: says what failed and ends this process when it does not.
 * @param {string} what
 * @param {string} program
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 */
export async function must(what, program, args, options) {
  const code = await follow(program, args, options)
  if (code === 0) return
  console.error(`${what} failed.`)
  process.exit(1)
}
