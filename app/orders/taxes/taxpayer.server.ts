import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { notifyAgencies, notifyMembers } from '~/people/notify.server'
import { keepUpload } from '~/people/upload.server'
import { vendorTaxLifecycle } from '../lifecycle'
import type { TaxpayerOfficeValues, TaxpayerValues } from './form'
import { giveToWaiting } from './rates.server'
import { whyNotDeclare } from './rating'

type Tx = Kysely<Database>

/**
 * A vendor says as what it is taxed from a day on, with evidence; the office checks it. Refuses: taxpayer-waits,
 * taxpayer-same, taxpayer-begins-before, file-empty, file-type.
 */
export async function declareTaxpayer(tx: Tx, actor: Actor, values: TaxpayerValues) {
  const { taxpayer, validFrom, note, file } = values
  await lockVendor(tx, actor.organizationId)
  const said = await declaredBy(tx, actor.organizationId)
  refuseIf(said.some(({ state }) => state === 'proposed') ? 'taxpayer-waits' : null)
  refuseIf(whyNotDeclare(values, checkedOf(said)), { field: 'validFrom' })
  const fileId = await keepUpload(tx, actor, file, ['application/pdf', 'image/png', 'image/jpeg'])
  const { id } = await tx
    .insertInto('vendorTaxes')
    .values({
      vendorId: actor.organizationId,
      taxpayer,
      validFrom,
      fileId,
      note,
      proposedBy: actor.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const event = await record(tx, 'tax.taxpayer_declared', id, { taxpayer, from: validFrom })
  await notifyAgencies(tx, ['officer'], {
    kind: 'tax.taxpayer_declared',
    href: '/office/taxes/taxpayers',
    event,
  })
  return id
}

/** Its vendor takes back what waits. Refuses: already-moved. */
export async function withdrawTaxpayer(tx: Tx, actor: Actor, vendorTaxId: string) {
  await move(tx, actor, vendorTaxId, 'withdraw', null)
  await record(tx, 'tax.taxpayer_withdrawn', vendorTaxId, {})
}

/**
 * An officer has compared the evidence: from its first day the vendor is taxed so, and orders without a rate get the
 * one of today; or it comes back with a reason. Refuses: already-moved, same-person, taxpayer-same, taxpayer-begins-before.
 */
export async function decideTaxpayer(tx: Tx, actor: Actor, values: TaxpayerOfficeValues, today: string) {
  const seen = await tx
    .selectFrom('vendorTaxes')
    .select(['vendorId', 'proposedBy'])
    .where('id', '=', values.vendorTaxId)
    .executeTakeFirst()
  if (!seen) refuse('already-moved')
  refuseIf(seen.proposedBy === actor.personId ? 'same-person' : null)
  await lockVendor(tx, seen.vendorId)
  const said = await declaredBy(tx, seen.vendorId)
  const isCheck = values.move === 'check'
  const { taxpayer, validFrom } = await move(
    tx,
    actor,
    values.vendorTaxId,
    values.move,
    isCheck ? null : values.reason,
  )
  if (isCheck) refuseIf(whyNotDeclare({ taxpayer, validFrom }, checkedOf(said)))
  const kind = isCheck ? 'tax.taxpayer_checked' : 'tax.taxpayer_refused'
  const facts = { taxpayer, from: validFrom }
  const event = await record(tx, kind, values.vendorTaxId, facts, { org: seen.vendorId })
  await notifyMembers(tx, seen.vendorId, ['vendor'], { kind, href: '/vendor/taxes/taxpayer', event })
  if (isCheck) await giveToWaiting(tx, today)
}

const lockVendor = (tx: Tx, vendorId: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`vendor_tax ${vendorId}`}, 0))`.execute(tx)

const declaredBy = (tx: Tx, vendorId: string) =>
  tx
    .selectFrom('vendorTaxes')
    .select(['taxpayer', 'validFrom', 'state'])
    .where('vendorId', '=', vendorId)
    .execute()

const checkedOf = <One extends { state: string }>(said: readonly One[]) =>
  said.filter(({ state }) => state === 'checked')

type Move = keyof typeof vendorTaxLifecycle.moves

async function move(tx: Tx, actor: Actor, vendorTaxId: string, move: Move, reason: string | null) {
  const { from, to } = vendorTaxLifecycle.moves[move]
  const moved = await tx
    .updateTable('vendorTaxes')
    .set({ state: to, decidedBy: actor.personId, decidedAt: sql<Date>`clock_timestamp()`, reason })
    .where('id', '=', vendorTaxId)
    .where('state', 'in', from)
    .returning(['taxpayer', 'validFrom'])
    .executeTakeFirst()
  return moved ?? refuse('already-moved')
}
