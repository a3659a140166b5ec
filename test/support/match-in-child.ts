import pg from 'pg'
import '../../scripts/resolve.ts'

// Matches one bank line as an officer does, and stands still where it is told to: its parent kills it there.
const { matchLine } = await import('~/payments/matching/match.server')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, identity, wish, stopAt] = process.argv.slice(2)
const query = pg.Client.prototype.query as (...args: unknown[]) => Promise<unknown>
pg.Client.prototype.query = async function (this: pg.Client, ...args: unknown[]) {
  const text = typeof args[0] === 'string' ? args[0] : (args[0] as { text: string }).text
  const here = stopAt !== undefined && new RegExp(stopAt, 'i').test(text)
  if (here && stopAt === '^commit$') await standStill()
  const answer = await query.apply(this, args)
  if (here) await standStill()
  return answer
} as never

function standStill() {
  process.send?.('standing')
  return new Promise(() => setInterval(() => {}, 1_000))
}

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
