import { writeHeapSnapshot } from 'node:v8'
import '../../scripts/resolve.ts'

// Takes a sealed bid as the server does, and then writes down all that this process remembers.
const { depositForm } = await import('~/bids/deposit')
const { depositBid } = await import('~/bids/seal.server')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, identity, wish] = process.argv.slice(2)
const who = JSON.parse(identity!)
const { roundId, lotId, posted, snapshot } = JSON.parse(wish!)
const { pool } = connect(JSON.parse(config!), { max: 1 })
const values = depositForm.parse(posted)
const bid = await actingAs(pool, who)
  .transaction()
  .execute((tx) => depositBid(tx, { ...who, kind: who.actorKind } as never, roundId, lotId, values))
writeHeapSnapshot(snapshot)
process.send?.(bid)
await pool.end()
