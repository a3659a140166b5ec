import '../resolve.ts'

/**
 * A process of its own for `scripts/bench/compliance.ts`: reads the one import that waits, as the worker does, and prints
 * how long it took and the most memory that the process ever held.
 */
const { connect } = await import('../../db/database.ts')
const { readNextImport } = await import('~/compliance/inventories/read.server')
const { db, pool } = connect(JSON.parse(process.argv[2]!), { max: 4, patience: 'job' })

await pool.query('select 1')
const from = performance.now()
const found = await readNextImport(db)
const took = performance.now() - from
await pool.end()
console.log(
  JSON.stringify({ found, milliseconds: took, peakMegabytes: process.resourceUsage().maxRSS / 1024 }),
)
