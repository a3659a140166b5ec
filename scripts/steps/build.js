import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compressTexts } from './compress.js'
import { must } from './follow.js'
import { project } from './project.js'
import { runtime } from './runtime.js'
import { buildSavedPage } from './saved-page.js'
import { listSealingScripts } from './sealing-scripts.js'

const sources = ['app', 'db', 'public', 'remix.config.js', 'scripts/steps', 'package-lock.json']
const stamp = join(project, 'build', 'sources.sha256')

/**
 * Builds the pages when what they are made of is not what the last build was made of; gives the exit code of `run`.
 * @param {{ anew?: boolean, run?: (program: string, args: string[], env: NodeJS.ProcessEnv) => Promise<number> }} [options]
 */
export async function build({ anew = false, run = openly } = {}) {
  const hash = hashOfSources()
  if (!anew && lastBuild() === hash) return 0
  rmSync(stamp, { force: true })
  const remix = join(project, 'node_modules/@remix-run/dev/dist/cli.js')
  const args = [remix, 'vite:build', '--config', 'remix.config.js', '--logLevel', 'error']
  const code = await run(runtime(), args, { NODE_ENV: 'production', VITEST: undefined })
  if (code !== 0) return code
  await buildSavedPage(join(project, 'build/saved'))
  await listSealingScripts(join(project, 'build'))
  await compressTexts(join(project, 'build/client'))
  writeFileSync(stamp, hash)
  return code
}

/** @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function openly(program, args, env) {
  console.log('Building …')
  await must('The build', program, args, { env: { ...process.env, ...env } })
  return 0
}

function lastBuild() {
  try {
    return readFileSync(stamp, 'utf8')
  } catch {
    return undefined
  }
}

function hashOfSources() {
  const hash = createHash('sha256')
  for (const file of sources.flatMap(filesIn))
    hash.update(`${file}\0`).update(readFileSync(join(project, file)))
  return hash.digest('hex')
}

/** @param {string} path @returns {string[]} */
function filesIn(path) {
  const whole = join(project, path)
  if (!statSync(whole, { throwIfNoEntry: false })) return []
  if (statSync(whole).isFile()) return [path]
  return readdirSync(whole)
    .sort()
    .flatMap((name) => filesIn(join(path, name)))
}
