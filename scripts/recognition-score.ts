import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import './resolve.ts'

const usage = `usage: npm run --silent recognition:score -- [--json] [--write] [--misses]
  --json    one JSON object instead of the table
  --write   keeps the figures in app/compliance/packs/measured.json, which /recognition shows
  --misses  names each row that was not recognized as people say`

const { score } = await import('~/compliance/recognition/score')
const { basePack } = await import('~/compliance/packs/base')
const { labeledMachines, realMachines } = await import('~/compliance/recognition/labeled.server')
const { scoreTable, missesOf } = await import('~/compliance/recognition/score-table')

let values: { json?: boolean; write?: boolean; misses?: boolean }
try {
  values = parseArgs({
    options: { json: { type: 'boolean' }, write: { type: 'boolean' }, misses: { type: 'boolean' } },
  }).values
} catch (error) {
  console.error(`${(error as Error).message}\n${usage}`)
  process.exit(64)
}

const samples = 'test/samples/recognition/'
const real = '../shared/data/inventory/'
if (!existsSync(real)) console.error(`SKIPPED: ${real} is absent, real inventories are not scored`)
const machines = await labeledMachines(samples)
const figures = score(basePack(), machines)
const realOnes = existsSync(real) ? await realMachines(samples, real) : []
const ofReal = realOnes.length > 0 ? score(basePack(), { train: realOnes, unseen: [] }).train : null

if (values.write)
  await writeFile('app/compliance/packs/measured.json', `${JSON.stringify(figures, null, 2)}\n`)
if (values.misses)
  for (const line of missesOf(basePack(), [...machines.train, ...machines.unseen, ...realOnes]))
    console.error(line)
console.log(values.json ? JSON.stringify({ ...figures, real: ofReal }) : scoreTable(figures, ofReal))
process.exitCode = figures.passed ? 0 : 1
