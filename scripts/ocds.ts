import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import './resolve.ts'

const usage = `usage: npm run --silent ocds -- COMMAND
  validate FILE... [--schema DIR]   a JSON report per file: the standard's schema merged with its extensions, closed lists,
                                    unique ids, nothing undeclared, nothing empty; DIR holds schema/ and extensions/ of
                                    OCDS 1.1.5 (default: ../shared/data/ocds)
  build    ROUND [--out DIR]        the packages of a round (R-2026-0001) from the database, to DIR or standard output
Exit: 0 fine, 1 something is invalid, 2 something cannot be read, 64 misused.`

const project = join(import.meta.dirname, '..')
const { values, positionals } = parsed()
const [command, ...words] = positionals

if (command === 'validate' && words.length > 0) process.exitCode = await validate(words)
else if (command === 'build' && words.length === 1) process.exitCode = await build(words[0]!)
else {
  console.error(usage)
  process.exitCode = 64
}

function parsed() {
  try {
    return parseArgs({
      options: { schema: { type: 'string' }, out: { type: 'string' } },
      allowPositionals: true,
    })
  } catch {
    return { values: {}, positionals: [] }
  }
}

async function validate(files: string[]): Promise<number> {
  const { readSchemas } = await import('~/awards/publication/schemas.server')
  const { ocdsChecker } = await import('~/awards/publication/validating')
  const folder = values.schema ?? join(project, '../shared/data/ocds')
  const schemas = await readSchemas(folder, join(project, 'public')).catch(() => null)
  if (!schemas) {
    console.error(`No OCDS schemas in ${folder}; name a folder with schema/ and extensions/ by --schema.`)
    return 2
  }
  const check = ocdsChecker(schemas)
  let worst = 0
  for (const file of files) {
    const faults = await readFile(file, 'utf8').then(
      (text) => checked(text, check),
      (error: NodeJS.ErrnoException) => error.code ?? 'unreadable',
    )
    if (typeof faults === 'string') console.log(JSON.stringify({ file, valid: false, unreadable: faults }))
    else console.log(JSON.stringify({ file, valid: faults.length === 0, faults }))
    worst = Math.max(worst, typeof faults === 'string' ? 2 : faults.length > 0 ? 1 : 0)
  }
  return worst
}

function checked<Faults>(text: string, check: (body: unknown) => Faults): Faults | string {
  try {
    return check(JSON.parse(text))
  } catch (error) {
    return error instanceof SyntaxError ? 'not JSON' : Promise.reject(error).toString()
  }
}

async function build(number: string): Promise<number> {
  const { settings, stop } = await import('./steps/settings.ts')
  const env = await settings()
  const { openDatabase } = await import('../db/open.ts')
  const { connectAs } = await import('../db/where.ts')
  const { listReleasesOf, publisherOf } = await import('~/awards/publication/queries.server')
  const { recordPackage, releasePackage } = await import('~/awards/publication/package')
  const entrance = await openDatabase(env).catch(stop)
  const { db, pool } = connectAs('muster_app', env, { max: 1, applicationName: 'muster ocds' })
  try {
    const ocid = `${env.OCDS_PREFIX}-${number}`
    const releases = await listReleasesOf(db, ocid)
    if (releases.length === 0) {
      console.error(`Nothing is published of ${number}.`)
      return 2
    }
    const publisher = publisherOf(releases[0])
    const packages = {
      [`${ocid}-releases.json`]: releasePackage(publisher, '/ocds/releases', releases, releases.at(-1)!.date),
      [`${ocid}-record.json`]: recordPackage(publisher, `/ocds/records/${ocid}.json`, releases),
    }
    for (const [name, body] of Object.entries(packages)) await put(name, body)
    return 0
  } finally {
    await pool.end()
    await entrance.release()
  }
}

async function put(name: string, body: unknown) {
  const text = `${JSON.stringify(body, null, 2)}\n`
  if (!values.out) return void process.stdout.write(text)
  await mkdir(values.out, { recursive: true })
  await writeFile(join(values.out, name), text)
  console.error(join(values.out, name))
}
