import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { project } from './project.js'

const least = [22, 18]

/** The Node that runs TypeScript: the one among the packages, or the machine's own when it is new enough. */
export function runtime() {
  const shipped = join(project, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(shipped)) return shipped
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > least[0] || (major === least[0] && minor >= least[1])) return process.execPath
  console.error(
    `Node ${least.join('.')} or newer is needed on ${process.platform}-${process.arch}; this is ${process.version}.`,
  )
  return process.exit(1)
}
