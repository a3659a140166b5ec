import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from './follow.js'
import { project } from './project.js'

/** Installs the packages when they are absent or others than the lockfile names. */
export async function install() {
  if (isInstalled()) return
  console.log('Installing packages …')
  // The build and the tests need the packages of development, whatever NODE_ENV says. Warnings about this machine's
  // Node would mislead: one of the packages is the Node that runs everything else.
  await must('npm ci', 'npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** npm writes its own copy of the lockfile at the very end, so that half an install does not count. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json')
  const present = packagesOf('node_modules/.package-lock.json')
  if (!wanted) throw new Error('package-lock.json is missing.')
  if (!present) return false
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    const found = present[path]
    return path === '' || (found ? found.version === version : optional)
  })
}

/**
 * @param {string} path
 * @returns {Record<string, { version: string, optional?: boolean }> | undefined}
 */
function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(join(project, path), 'utf8')).packages
  } catch {
    return undefined
  }
}
