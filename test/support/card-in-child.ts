import '../../scripts/resolve.ts'
import { standStillAt } from './stand-still.ts'

// Does one deed of the card rail as the worker would, and stands still where it is told to: its parent kills it there.
const { openCheckout } = await import('~/payments/stripe/checkout.server')
const { takeMissed } = await import('~/payments/stripe/missed.server')
const { railOf } = await import('~/payments/stripe/rail.server')
const { sendRefunds } = await import('~/payments/stripe/refunds.server')
const { sendReversals } = await import('~/payments/transfers/reversing.server')
const { sendTransfers } = await import('~/payments/transfers/sending.server')
const { connect } = await import('../../db/database.ts')
const { actingAs } = await import('../../db/tenant.ts')

const [config, settings, deed, id, stopAt] = process.argv.slice(2)
standStillAt(stopAt)

const { pool } = connect(JSON.parse(config!), { max: 1 })
const clock = { organizationId: null, personId: null, roles: [], actorKind: 'clock', requestId: null }
const db = actingAs(pool, clock)
const rail = railOf(JSON.parse(settings!))!
if (deed === 'checkout') await openCheckout(db, rail, id!)
if (deed === 'events') await takeMissed(db, rail, new Date(Date.now() - 3_600_000))
if (deed === 'refund') await sendRefunds(db, rail)
if (deed === 'transfer') await sendTransfers(db, rail)
if (deed === 'reversal') await sendReversals(db, rail)
process.send?.('done')
await pool.end()
