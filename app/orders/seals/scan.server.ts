import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { keepUpload } from '~/people/upload.server'
import { agree, partyOf } from '../confirm.server'
import { whyNotConfirm } from '../confirming'
import { sealedScanLifecycle } from '../lifecycle'
import { type LockedOrder, lockOrder } from '../lock.server'
import { findContract, listConfirmations } from '../queries.server'
import { tellSide } from '../tell.server'
import type { ScanOfficeValues } from './form'

type Tx = Kysely<Database>
type Scan = { side: 'enterprise' | 'vendor'; hash: string }

/**
 * A side uploads the stamped paper of the text it read; the office compares it. Refuses: order-unknown, file-type,
 * scan-waits, and as `whyNotConfirm`.
 */
export async function sendScan(
  tx: Tx,
  actor: Actor,
  orderId: string,
  { hash, file }: { hash: string; file: File },
) {
  const order = await lockOrder(tx, orderId)
  const side = partyOf(actor, order)
  const { contract } = await readText(tx, order, { side, hash }, order.lockedAt)
  const fileId = await keepUpload(tx, actor, file, ['application/pdf', 'image/png', 'image/jpeg'])
  const waits = await tx
    .selectFrom('sealedScans')
    .select('id')
    .where('contractId', '=', contract.id)
    .where('side', '=', side)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  refuseIf(waits ? 'scan-waits' : null)
  const { id } = await tx
    .insertInto('sealedScans')
    .values({ orderId, contractId: contract.id, hash, side, fileId, sentBy: actor.personId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tell(tx, order, 'order.scan_sent', { scan: id, side })
  await notifyAgencies(tx, ['officer'], {
    kind: 'order.scan_sent',
    href: '/office/sealed-scans',
    facts: { number: order.number },
    event: null,
  })
  return id
}

/** Its own side takes back a scan that waits. Refuses: order-unknown, already-moved. */
export async function withdrawScan(tx: Tx, actor: Actor, scanId: string) {
  const { order, scan } = await lockScan(tx, scanId)
  refuseIf(partyOf(actor, order) === scan.side ? null : 'order-unknown')
  await moveScan(tx, scanId, 'withdraw', actor, null)
  await tell(tx, order, 'order.scan_withdrawn', { scan: scanId, side: scan.side })
}

/**
 * An officer has compared the stamped paper with the text: it counts as the side's confirmation, or comes back with a
 * reason. It was in time if it was sent in time. Refuses: order-unknown, already-moved, same-person, and as
 * `whyNotConfirm`.
 */
export async function decideScan(tx: Tx, actor: Actor, values: ScanOfficeValues) {
  const { order, scan } = await lockScan(tx, values.scanId)
  refuseIf(scan.sentBy === actor.personId ? 'same-person' : null)
  if (values.move === 'refuse') {
    await moveScan(tx, scan.id, 'refuse', actor, values.reason)
    const event = await tell(tx, order, 'order.scan_refused', { scan: scan.id, side: scan.side })
    return tellSide(tx, order, scan.side, 'order.scan_refused', event)
  }
  await moveScan(tx, scan.id, 'check', actor, null)
  const { contract, confirmed } = await readText(tx, order, scan, scan.sentAt)
  const event = await tell(tx, order, 'order.scan_checked', { scan: scan.id, side: scan.side })
  await tellSide(tx, order, scan.side, 'order.scan_checked', event)
  return agree(tx, order, contract, confirmed, {
    side: scan.side,
    personId: scan.sentBy,
    scanId: scan.id,
  })
}

/** The contract that this side may confirm, at the instant that counts for its deadline. */
async function readText(tx: Tx, order: LockedOrder, { side, hash }: Scan, at: Date) {
  const contract = (await findContract(tx, order.id)) ?? refuse('contract-changed')
  const lines = await tx.selectFrom('orderLines').select('taxBps').where('orderId', '=', order.id).execute()
  const confirmed = await listConfirmations(tx, contract.id)
  refuseIf(whyNotConfirm(order, contract, lines, confirmed, side, hash, at))
  return { contract, confirmed }
}

async function lockScan(tx: Tx, scanId: string) {
  const seen = await tx
    .selectFrom('sealedScans')
    .select('orderId')
    .where('id', '=', scanId)
    .executeTakeFirst()
  const order = await lockOrder(tx, seen?.orderId ?? refuse('order-unknown'))
  const scan = await tx
    .selectFrom('sealedScans')
    .selectAll()
    .where('id', '=', scanId)
    .executeTakeFirstOrThrow()
  return { order, scan }
}

type ScanMove = keyof typeof sealedScanLifecycle.moves

async function moveScan(tx: Tx, scanId: string, move: ScanMove, actor: Actor, reason: string | null) {
  const { from, to } = sealedScanLifecycle.moves[move]
  const moved = await tx
    .updateTable('sealedScans')
    .set({ state: to, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()`, reason })
    .where('id', '=', scanId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
}

const tell = (tx: Tx, order: LockedOrder, kind: string, facts: Record<string, string>) =>
  record(tx, kind, order.id, { order: order.id, ...facts }, { org: order.enterpriseId, round: order.roundId })
