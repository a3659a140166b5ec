import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { boundTo, unseal } from '~/kernel/envelope.server'
import { record } from '~/kernel/events.server'
import { masterKeys } from '~/kernel/keys.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { armored, encryptTo } from '~/rounds/sealing/age'
import { findEntitlement } from '../entitlements/queries.server'
import { keyExportLifecycle } from '../lifecycle'
import { movesOfExport } from './exporting'
import type { KeyExportValues } from './form'

type Tx = Kysely<Database>
type Asked = Extract<KeyExportValues, { move: 'ask' }>
type Decided = Extract<KeyExportValues, { move: 'approve' | 'decline' | 'withdraw' }>

const pathOf = (entitlementId: string) => `/licenses/${entitlementId}/key-exports`

/** Asks for keys of a right as one file that only the given public key opens. Refuses: entitlement-unknown, keys-too-few. */
export async function askExport(tx: Tx, actor: Actor, entitlementId: string, values: Asked) {
  refuseIf(is(actor, 'asset_manager') ? null : 'not-your-move')
  const its = await findEntitlement(tx, entitlementId)
  if (its?.orgId !== actor.organizationId) return refuse('entitlement-unknown')
  const there = await countExportable(tx, entitlementId)
  refuseIf(values.quantity > there ? 'keys-too-few' : null, {
    field: 'quantity',
    facts: { there: String(there) },
  })
  const { recipient, quantity, reason } = values
  const { id } = await tx
    .insertInto('keyExports')
    .values({
      orgId: actor.organizationId,
      entitlementId,
      recipient,
      quantity,
      reason,
      askedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'key.export_asked', id, { entitlement: entitlementId, quantity })
  const notice = { kind: 'key.export_asked', href: pathOf(entitlementId), event }
  await notifyMembers(tx, actor.organizationId, ['approver'], notice)
}

const exportable = ['free', 'assigned', 'returned'] as const

/** Keys of single units that may leave. */
export async function countExportable(tx: Tx, entitlementId: string) {
  const { n } = await tx
    .selectFrom('licenseKeys')
    .where('entitlementId', '=', entitlementId)
    .where('kind', '=', 'single')
    .where('state', 'in', exportable)
    .select((row) => row.fn.countAll<bigint>().as('n'))
    .executeTakeFirstOrThrow()
  return Number(n)
}

/** The word of a second person, or the asker's own to take it back. Refuses: already-moved, not-your-move. */
export async function decideExport(tx: Tx, actor: Actor, entitlementId: string, values: Decided) {
  const { move, exportId } = values
  const its = await tx
    .selectFrom('keyExports')
    .select(['state', 'askedBy', 'entitlementId'])
    .where('id', '=', exportId)
    .where('entitlementId', '=', entitlementId)
    .where('orgId', '=', actor.organizationId)
    .executeTakeFirst()
  if (!its) return refuse('entitlement-unknown')
  const { from, to } = keyExportLifecycle.moves[move]
  refuseIf((from as string[]).includes(its.state) ? null : 'already-moved')
  refuseIf(movesOfExport(its, actor).includes(move) ? null : 'not-your-move')
  const changed = await tx
    .updateTable('keyExports')
    .set({
      state: to,
      decidedBy: actor.personId,
      decidedAt: sql<Date>`clock_timestamp()`,
      ...(move === 'decline' && { answer: values.reason }),
    })
    .where('id', '=', exportId)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
  if (move === 'withdraw') return void (await record(tx, 'key.export_withdrawn', exportId, {}))
  const event =
    move === 'approve'
      ? await record(tx, 'key.export_approved', exportId, {})
      : await record(tx, 'key.export_declined', exportId, {})
  const kind = move === 'approve' ? 'key.export_approved' : 'key.export_declined'
  await notifyMembers(tx, actor.organizationId, ['asset_manager'], {
    kind,
    href: pathOf(entitlementId),
    event,
  })
}

/**
 * The keys of an approved export as an `age` file in letters, one key a line with its unit, each logged as shown. The plain text exists
 * in this call alone. SQL refuses: already-moved, export-over, keys-gone.
 */
export async function takeExport(tx: Tx, actor: Actor, exportId: string, address: string | null) {
  const { rows } = await sql<{
    id: string
    unitNo: number | null
    recipient: string
    body: Buffer
    wrappedKey: Buffer
  }>`select * from take_key_export(${exportId}::uuid, ${address}::inet)`.execute(tx)
  const masters = masterKeys()
  const lines = rows.map(({ id, unitNo, body, wrappedKey }) => {
    const plain = unseal({ body, wrappedKey }, boundTo('license_keys', id, actor.organizationId), masters)
    return `${unitNo ?? ''},${plain.toString('utf8')}`
  })
  return armored(await encryptTo(['unit,key', ...lines, ''].join('\r\n'), rows[0]!.recipient))
}

export type KeyExport = Awaited<ReturnType<typeof listExports>>[number]

/** Exports of a right's keys, the newest first. */
export const listExports = (db: Tx, actor: Actor, entitlementId: string) =>
  db
    .selectFrom('keyExports')
    .leftJoin('persons as asker', 'asker.id', 'keyExports.askedBy')
    .leftJoin('persons as decider', 'decider.id', 'keyExports.decidedBy')
    .selectAll('keyExports')
    .select(['asker.name as asker', 'decider.name as decider'])
    .where('keyExports.orgId', '=', actor.organizationId)
    .where('keyExports.entitlementId', '=', entitlementId)
    .orderBy('keyExports.id', 'desc')
    .limit(100)
    .execute()
