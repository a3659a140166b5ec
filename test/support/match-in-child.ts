import '../../scripts/resolve.ts'
import { standStillAt } from './stand-still.ts'

// Matches one bank line as an officer does, and stands still where it is told to: its parent kills it there.
const { matchLine } = await import('~/payments/matching/match.server')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, identity, wish, stopAt] = process.argv.slice(2)
standStillAt(stopAt)

const who = JSON.parse(identity!)
const { pool } = connect(JSON.parse(config!), { max: 1 })
const { lineId, orderId, amount } = JSON.parse(wish!)
await actingAs(pool, who)
  .transaction()
  .execute((tx) =>
    matchLine(tx, { ...who, kind: who.actorKind } as never, {
      lineId,
      parts: [{ orderId, amount: BigInt(amount) }],
    }),
  )
process.send?.('done')
await pool.end()
