import { writeHeapSnapshot } from 'node:v8'
import '../../scripts/resolve.ts'

// Takes a sealed bid, pledge or seed as the server does, and then writes down all that this process remembers.
const { depositForm } = await import('~/bids/deposit')
const { depositBid } = await import('~/bids/seal.server')
const { pledgeForm } = await import('~/rounds/form')
const { keepSeed } = await import('~/rounds/openers/seed.server')
const { savePledge } = await import('~/rounds/pledges/draft.server')
const { envelopeField } = await import('~/rounds/sealing/envelope')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, identity, wish] = process.argv.slice(2)
const who = JSON.parse(identity!)
const actor = { ...who, kind: who.actorKind } as never
const { deed, roundId, lotId, posted, snapshot } = JSON.parse(wish!)
const { pool } = connect(JSON.parse(config!), { max: 1 })
const values =
  deed === 'bid'
    ? depositForm.parse(posted)
    : deed === 'pledge'
      ? pledgeForm.parse(posted)
      : envelopeField.parse(posted)
const kept = await actingAs(pool, who)
  .transaction()
  .execute(async (tx): Promise<unknown> =>
    deed === 'bid'
      ? depositBid(tx, actor, roundId, lotId, values as never)
      : deed === 'pledge'
        ? savePledge(tx, actor, lotId, values as never)
        : keepSeed(tx, actor, roundId, values as never),
  )
writeHeapSnapshot(snapshot)
process.send?.(kept ?? roundId)
await pool.end()
