import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import { dayOf } from '~/kernel/workdays'
import { type Actor, is } from '~/people/actor'
import { sideIn } from '../channels/kinds'
import { moveCase, recordOfCase } from '../moves.server'
import { findCase } from '../queries.server'
import { findSettlement } from './drafting.server'
import { isComplete, whyNotSign } from './signing'

type Tx = Kysely<Database>

/**
 * A signatory signs exactly one version, the second factor just shown; with the second side's signature the settlement
 * binds, and its promises become obligations. Refuses: already-moved, not-your-move, not-signatory, other-version, signed-before.
 */
export async function signSettlement(tx: Tx, actor: Actor, caseId: string, hash: string) {
  await lockSigning(tx, caseId)
  const its = (await findCase(tx, caseId)) ?? refuse('case-unknown')
  const side = sideIn(its.roles)
  const version = (await findSettlement(tx, caseId)) ?? refuse('already-moved')
  const signed = await listSignatures(tx, version.id)
  refuseIf(
    whyNotSign({
      side,
      isSignatory: is(actor, 'signatory'),
      isSameVersion: version.hash === hash && version.state === 'agreed',
      signedSides: signed.map((one) => one.side),
    }),
  )
  await tx
    .insertInto('signatures')
    .values({
      settlementId: version.id,
      caseId,
      personId: actor.personId,
      side: side!,
      sha256: version.sha256,
    })
    .execute()
  await recordOfCase(tx, 'settlement.signed_by_side', caseId, { settlement: version.id, side: side! })
  return concludeIfComplete(tx, caseId, version)
}

/** `settlement.signed_by_side`: a third party that signs last moves no case itself. Changes nothing before all have signed. */
export async function concludeSigned(tx: Tx, { subjectId: caseId }: { subjectId: string | null }) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId!)
    .forUpdate()
    .executeTakeFirst()
  const version = its?.state === 'signing' && (await findSettlement(tx, caseId!))
  if (version && version.state === 'agreed') await concludeIfComplete(tx, caseId!, version)
}

async function concludeIfComplete(tx: Tx, caseId: string, version: Version) {
  const signed = await listSignatures(tx, version.id)
  if (!isComplete(signed, version.body.payers?.length ?? 0)) return false
  await conclude(tx, caseId, version)
  return true
}

export const listSignatures = (db: Tx, settlementId: string) =>
  db
    .selectFrom('signatures')
    .innerJoin('persons', 'persons.id', 'signatures.personId')
    .leftJoin('organizations as payer', 'payer.id', 'signatures.payerId')
    .where('settlementId', '=', settlementId)
    .select(['signatures.side', 'signatures.at', 'signatures.method', 'signatures.personId', 'persons.name'])
    .select('payer.name as payerName')
    .orderBy('signatures.at')
    .execute()

type Version = NonNullable<Awaited<ReturnType<typeof findSettlement>>>

async function conclude(tx: Tx, caseId: string, { id, body }: Version) {
  const moved = await moveCase(tx, caseId, 'settle')
  const effectiveOn = dayOf(moved.stateSince)
  await tx.updateTable('settlements').set({ state: 'signed', effectiveOn }).where('id', '=', id).execute()
  const obligations = await tx
    .insertInto('obligations')
    .values(
      body.items.map(
        ({ kind, debtor, quantity, amount, dueOn, text, objection, subjectId, payer, fallback }, at) => ({
          settlementId: id,
          caseId,
          no: at + 1,
          kind,
          debtorSide: debtor,
          terms: JSON.stringify({
            text,
            objection,
            subjectId,
            ...(payer && { payer }),
            ...(fallback && { fallback }),
          }),
          quantity,
          amount: amount === null ? null : BigInt(amount),
          currency: body.currency,
          dueOn,
        }),
      ),
    )
    .returning('id')
    .execute()
  await tx
    .insertInto('confirmations')
    .columns(['caseId', 'dueOn', 'court'])
    .expression((query) =>
      query
        .selectFrom('deadlines')
        .innerJoin('cases', 'cases.id', 'deadlines.caseId')
        .innerJoin('mediationBodies', 'mediationBodies.orgId', 'cases.bodyId')
        .where('deadlines.caseId', '=', caseId)
        .where('deadlines.key', '=', 'confirmation')
        .where('deadlines.state', '=', 'running')
        .select(['cases.id', sql<string>`shanghai_day(due_at) - 1`.as('dueOn'), 'mediationBodies.court']),
    )
    .onConflict((conflict) => conflict.column('caseId').doNothing())
    .execute()
  await tx
    .updateTable('objections')
    .set({ state: 'settled' })
    .where('caseId', '=', caseId)
    .where('state', 'in', ['open', 'agreed'])
    .execute()
  await recordOfCase(tx, 'settlement.signed', caseId, {
    settlement: id,
    obligations: obligations.map((one) => one.id),
  })
}

async function lockSigning(tx: Tx, caseId: string) {
  const its = await tx
    .selectFrom('cases')
    .select('state')
    .where('id', '=', caseId)
    .forUpdate()
    .executeTakeFirst()
  if (its?.state !== 'signing') refuse('already-moved')
}
