import '../../scripts/resolve.ts'
import { standStillAt } from './stand-still.ts'

// Computes the next award as the worker does, and stands still where it is told to: its parent kills it there.
const { runNextAward } = await import('~/awards/runs/run.server')
const { connect } = await import('../../db/database.ts')

const [config, stopAt] = process.argv.slice(2)
standStillAt(stopAt)

const { pool, db } = connect(JSON.parse(config!), { max: 4, patience: 'job' })
await runNextAward(db)
process.send?.('done')
await pool.end()
