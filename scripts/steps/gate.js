import { join } from 'node:path'
import { build } from './build.js'
import { hear } from './hear.js'
import { install } from './install.js'
import { alone, project } from './project.js'
import { runtime } from './runtime.js'
import { runTests } from './tests.js'

/**
 * @typedef {{ passed: number, failed: number, output: string, note?: string }} Outcome
 */

/**
 * Installs what is missing, runs every step, prints what failed, and ends this process; the last line counts tests and
 * other steps together.
 * @param {{ browser: boolean }} options
 */
export async function gate({ browser }) {
  await alone(install)
  // Snapshots are compared and never written; a forgotten `test.only` is an error.
  process.env.CI ||= 'true'
  if (!process.stdout.isTTY) process.env.NO_COLOR ||= '1'
  // What only reads the sources runs beside the tests, which wait much for the database; a browser wants the machine
  // for itself, or people in it wait too long.
  const built = step('build', makeBuild)
  const outcomes = await Promise.all([
    built,
    step('tests', () => runTests('rooms')),
    // Several checkers would each work out what they share.
    built.then(() => step('types', () => run('typescript-7/bin/tsc', '-p', '.', '--checkers', '1'))),
    built.then(() => step('format', checkFormat)),
    built.then(() => step('lint', () => run('oxlint/bin/oxlint'))),
  ])
  if (browser) outcomes.push(await step('browser', () => runTests('journeys')))
  else console.log((await hear(runtime(), ['scripts/pages.ts'])).output.trimEnd())
  const [passed, failed] = [sum(outcomes, 'passed'), sum(outcomes, 'failed')]
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

const checkFormat = () => run('oxfmt/bin/oxfmt', '--check')

/**
 * @param {string} name
 * @param {() => Promise<Outcome>} work
 */
async function step(name, work) {
  const began = performance.now()
  const outcome = await work()
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  const mark = outcome.failed === 0 ? '✓' : '✗'
  console.log([mark, name.padEnd(8), `${seconds.padStart(6)} s`, outcome.note].filter(Boolean).join('  '))
  if (outcome.failed > 0) console.log(outcome.output.trimEnd())
  return outcome
}

/** @param {string} script @param {string[]} args */
async function run(script, ...args) {
  return judge(await hear(runtime(), [join(project, 'node_modules', script), ...args]))
}

async function makeBuild() {
  let heard = { code: 0, output: '' }
  await alone(() =>
    build({ run: async (program, args, env) => (heard = await hear(program, args, env)).code }),
  )
  return judge(heard)
}

/** @param {{ code: number, output: string }} heard @returns {Outcome} */
function judge({ code, output }) {
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}

/** @param {Outcome[]} outcomes @param {'passed' | 'failed'} name */
const sum = (outcomes, name) => outcomes.reduce((total, outcome) => total + outcome[name], 0)
