import '../../scripts/resolve.ts'
import { standStillAt } from './stand-still.ts'

// Saves or signs a pledge as a buyer or an approver does, and stands still where it is told to: its parent kills it there.
const { savePledge } = await import('~/rounds/pledges/draft.server')
const { signPledge } = await import('~/rounds/pledges/sign.server')
const { pledgeForm } = await import('~/rounds/form')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, identity, wish, stopAt] = process.argv.slice(2)
standStillAt(stopAt)

const who = JSON.parse(identity!)
const actor = { ...who, kind: who.actorKind } as never
const { lotId, form, pledgeId, hash } = JSON.parse(wish!)
const { pool } = connect(JSON.parse(config!), { max: 1 })
await actingAs(pool, who)
  .transaction()
  .execute(async (tx): Promise<unknown> =>
    pledgeId ? signPledge(tx, actor, pledgeId, hash) : savePledge(tx, actor, lotId, pledgeForm.parse(form)),
  )
process.send?.('done')
await pool.end()
