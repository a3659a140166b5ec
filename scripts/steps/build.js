import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from './follow.js'
import { project } from './project.js'
import { runtime } from './runtime.js'

const sources = ['app', 'db', 'public', 'remix.config.js', 'package-lock.json']
const stamp = join(project, 'build', 'sources.sha256')

/** Builds the pages when what they are made of is not what the last build was made of. */
export async function build({ anew = false } = {}) {
  const hash = hashOfSources()
  if (!anew && lastBuild() === hash) return
  console.log('Building …')
  rmSync(stamp, { force: true })
  const remix = join(project, 'node_modules/@remix-run/dev/dist/cli.js')
  await must(
    'The build',
    runtime(),
    [remix, 'vite:build', '--config', 'remix.config.js', '--logLevel', 'error'],
    {
      env: { ...process.env, NODE_ENV: 'production' },
    },
  )
  writeFileSync(stamp, hash)
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
