import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { canonical } from '~/kernel/canonical'
import { record } from '~/kernel/events.server'
import { refuse, refuseIf } from '~/kernel/refusal'
import { sha256 } from '~/kernel/sha256'
import { signed, signingPublicKey } from '~/kernel/signing.server'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { notifyMembers } from '~/people/notify.server'
import { qrPayloadOf, type Statement, validUntil } from './certificate'
import { findKnownRows, listHindrances, listItems } from './queries.server'

type Tx = Kysely<Database>

/**
 * Issues a certificate of genuine licensing for one's own organization; the one before it is superseded. Answers its id.
 * Refuses: not-your-move, certificate-hindered (with what hinders), certificate-empty.
 */
export async function issueCertificate(tx: Tx, actor: Actor, now: Date): Promise<string> {
  refuseIf(is(actor, 'asset_manager', 'approver') ? null : 'not-your-move')
  const hindrances = await listHindrances(tx)
  refuseIf(hindrances.length > 0 ? 'certificate-hindered' : null, { facts: named(hindrances) })
  const items = await listItems(tx, actor)
  refuseIf(items.length === 0 ? 'certificate-empty' : null)
  const unit = await tx
    .selectFrom('organizations')
    .select(['name', 'uscc'])
    .where('id', '=', actor.organizationId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { rows } = await sql<{
    no: string
  }>`select document_number('LC', 'certificate_numbers') as no`.execute(tx)
  const issued = dayOf(now)
  const no = rows[0]!.no
  const until = validUntil(issued, items)
  const statement: Statement = {
    v: 'muster-certificate/1',
    no,
    unit,
    issued,
    until,
    positionOn: issued,
    items,
    known: await findKnownRows(tx, actor),
  }
  await supersede(tx, actor)
  const id = await keep(tx, actor, statement)
  await record(tx, 'certificate.issued', id, { items: items.length })
  return id
}

const named = (hindrances: readonly { nameZh: string | null; nameEn: string | null }[]) => ({
  zh: hindrances.flatMap(({ nameZh }) => nameZh ?? []).join('、'),
  en: hindrances.flatMap(({ nameEn }) => nameEn ?? []).join(', '),
})

async function supersede(tx: Tx, actor: Actor) {
  await tx
    .updateTable('certificates')
    .set({ state: 'superseded' })
    .where('orgId', '=', actor.organizationId)
    .where('state', '=', 'valid')
    .execute()
}

async function keep(tx: Tx, actor: Actor, statement: Statement): Promise<string> {
  const text = canonical(statement)
  const kid = signed('').keyId
  const payload = canonical(qrPayloadOf(statement, kid))
  const x = Buffer.from(signingPublicKey(), 'hex').toString('base64url')
  await sql`select publish_certificate_key(${kid}, ${x})`.execute(tx)
  const { id } = await tx
    .insertInto('certificates')
    .values({
      orgId: actor.organizationId,
      no: statement.no,
      statement: text,
      sha256: sha256(text),
      payload,
      signature: Buffer.from(signed(payload).value, 'base64'),
      kid,
      issuedOn: statement.issued,
      validUntil: statement.until,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Takes one's own certificate back; online it is revoked from now on. Refuses: not-your-move, already-moved. */
export async function revokeCertificate(tx: Tx, actor: Actor, id: string, reason: string) {
  refuseIf(is(actor, 'asset_manager', 'approver') ? null : 'not-your-move')
  const its = await tx.selectFrom('certificates').select('orgId').where('id', '=', id).executeTakeFirst()
  if (its?.orgId !== actor.organizationId) return refuse('already-moved')
  await revoke(tx, id, reason)
}

/** One conditional update, and the holder is told. Refuses: already-moved. */
export async function revoke(tx: Tx, id: string, reason: string) {
  const revoked = await tx
    .updateTable('certificates')
    .set({ state: 'revoked', reason })
    .where('id', '=', id)
    .where('state', '=', 'valid')
    .returning('orgId')
    .executeTakeFirst()
  if (!revoked) return refuse('already-moved')
  const event = await record(tx, 'certificate.revoked', id, {}, { org: revoked.orgId })
  const told = { kind: 'certificate.revoked', href: '/licenses/certificates', event }
  await notifyMembers(tx, revoked.orgId, ['asset_manager', 'approver'], told)
}
