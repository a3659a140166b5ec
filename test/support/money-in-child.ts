import '../../scripts/resolve.ts'
import { standStillAt } from './stand-still.ts'

// Does one deed of an officer with money, and stands still where it is told to: its parent kills it there.
const { matchLine } = await import('~/payments/matching/match.server')
const { settleLine } = await import('~/payments/matching/settle-line.server')
const { approvePayout, preparePayout } = await import('~/payments/payouts/payout.server')
const { approveRefund } = await import('~/payments/refunds/refund.server')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, identity, wish, stopAt] = process.argv.slice(2)
standStillAt(stopAt)

const who = JSON.parse(identity!)
const actor = { ...who, kind: who.actorKind } as never
const { deed, id, orderId, amount } = JSON.parse(wish!)
const deeds = {
  match: (tx: never) => matchLine(tx, actor, { lineId: id, parts: [{ orderId, amount: BigInt(amount) }] }),
  settle: (tx: never) => settleLine(tx, actor, id),
  'prepare payout': (tx: never) => preparePayout(tx, actor, [id]),
  'approve payout': (tx: never) => approvePayout(tx, actor, id),
  'approve refund': (tx: never) => approveRefund(tx, actor, id),
}
const { pool } = connect(JSON.parse(config!), { max: 1 })
await actingAs(pool, who)
  .transaction()
  .execute((tx) => deeds[deed as keyof typeof deeds](tx as never) as Promise<unknown>)
process.send?.('done')
await pool.end()
