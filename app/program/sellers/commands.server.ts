import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyAgencies } from '~/people/notify.server'
import { attach } from '../attachments.server'
import type { SellerValues, VisitValues } from './form'
import { whyNotRecord } from './visiting'

type Tx = Kysely<Database>

const images = ['image/png', 'image/jpeg', 'image/webp', 'application/pdf']
const supervises = (actor: Actor) => refuseIf(is(actor, 'inspector', 'officer') ? null : 'not-your-move')

/** A seller into the register, joined to its organization here by its code. Answers its id. Refuses not-your-move, seller-known. */
export async function addSeller(tx: Tx, actor: Actor, values: SellerValues): Promise<string> {
  supervises(actor)
  const added = await tx
    .insertInto('sellers')
    .values({ ...values, orgId: await organizationOf(tx, values.uscc) })
    .onConflict((on) => on.columns(['name', 'address']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!added) return refuse('seller-known', { field: 'name' })
  await record(tx, 'seller.added', added.id, { kind: values.kind })
  return added.id
}

/** Changes an entry. Refuses not-your-move, seller-known, already-moved. */
export async function changeSeller(tx: Tx, actor: Actor, sellerId: string, values: SellerValues) {
  supervises(actor)
  const other = await tx
    .selectFrom('sellers')
    .select('id')
    .where('name', '=', values.name)
    .where('address', '=', values.address)
    .where('id', '<>', sellerId)
    .executeTakeFirst()
  refuseIf(other ? 'seller-known' : null, { field: 'name' })
  const changed = await tx
    .updateTable('sellers')
    .set({ ...values, orgId: await organizationOf(tx, values.uscc) })
    .where('id', '=', sellerId)
    .returning('id')
    .executeTakeFirst()
  refuseIf(changed ? null : 'already-moved')
  await record(tx, 'seller.changed', sellerId)
}

async function organizationOf(tx: Tx, uscc: string | null) {
  if (uscc === null) return null
  const { rows } = await sql<{ id: string }>`select id from organization_of_decision(${uscc})`.execute(tx)
  return rows[0]?.id ?? null
}

/**
 * A visit with its photos; what was seen is not rewritten. Answers its id. Refuses not-your-move and the codes of
 * `whyNotRecord`.
 */
export async function recordVisit(
  tx: Tx,
  actor: Actor,
  sellerId: string,
  { photos, ...values }: VisitValues,
  now: Date,
): Promise<string> {
  supervises(actor)
  refuseIf(whyNotRecord({ ...values, photos: photos.length }, dayOf(now)))
  const { id } = await tx
    .insertInto('marketVisits')
    .values({ ...values, sellerId, by: actor.personId, checklist: JSON.stringify(values.checklist) })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const photo of photos) await attach(tx, actor, photo, { place: 'visit', subjectId: id }, images)
  const event = await record(tx, 'visit.recorded', id, { seller: sellerId, photos: photos.length })
  if (values.finding !== 'none')
    await notifyAgencies(tx, ['inspector'], { kind: 'visit.found', href: `/office/visits/${id}`, event })
  return id
}
