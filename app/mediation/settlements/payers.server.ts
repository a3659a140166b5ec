import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { refuse, refuseIf } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { moveCase, recordOfCase } from '../moves.server'
import type { Promised } from '../offers/terms'
import type { SettlementBody } from './text'

type Tx = Kysely<Database>
type Parties = { claimantId: string; respondentId: string }

/**
 * Who is to pay by these promises and is no party, such as a reseller, by code and name, each once. Refuses: payer-unknown,
 * payer-party.
 */
export async function findPayers(tx: Tx, items: readonly Promised[], parties: Parties) {
  const payers: { id: string; name: string; uscc: string }[] = []
  for (const code of new Set(items.flatMap(({ payer }) => payer ?? []))) {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from organization_by_code(${code})`.execute(tx)
    const payer = rows[0] ?? refuse('payer-unknown', { field: 'items' })
    refuseIf([parties.claimantId, parties.respondentId].includes(payer.id) ? 'payer-party' : null, {
      field: 'items',
    })
    payers.push({ ...payer, uscc: code })
  }
  return payers
}

/** The text is fixed: its signatories are told that there is something to sign, of the case no more than its number. */
export const askPayers = (tx: Tx, settlementId: string, body: SettlementBody) =>
  sql`select name_payers(${settlementId}::uuid, ${sql.val((body.payers ?? []).map(({ uscc }) => uscc))}::text[])`
    .execute(tx)
    .then(() => {})

/** The settlement as a third party that pays by it has it: the text it is to sign, and nothing else of the case. */
export async function readPayerPaper(db: Tx, caseId: string) {
  const { rows } = await sql<{
    settlementId: string
    version: number
    body: SettlementBody
    text: string
    sha256: Buffer
    state: 'agreed' | 'signed'
    signedAt: Date | null
    refusedAt: Date | null
    effectiveOn: string | null
  }>`select settlement_id as "settlementId", version, body, text, sha256, state, signed_at as "signedAt", refused_at as "refusedAt",
       effective_on::text as "effectiveOn"
     from payer_paper(${caseId}::uuid)`.execute(db)
  const paper = rows[0]
  if (!paper) return undefined
  const { sha256, ...read } = paper
  return { ...read, caseId, title: paper.body.case, hash: sha256.toString('hex') }
}

/** The texts by which the actor's organization is to pay and that wait for its signature, the oldest first. */
export const listToSign = async (db: Tx) =>
  (
    await sql<{ caseId: string; number: string; namedAt: Date }>`
      select case_id as "caseId", number, named_at as "namedAt" from papers_to_sign()`.execute(db)
  ).rows

/**
 * A signatory of a third party signs exactly this version; the settlement binds once both sides have signed too. Refuses:
 * case-unknown, other-version, signed-before.
 */
export async function signAsPayer(tx: Tx, actor: Actor, caseId: string, hash: string) {
  const paper = await standing(tx, caseId)
  refuseIf(paper.hash === hash ? null : 'other-version')
  await tx
    .insertInto('signatures')
    .values({
      settlementId: paper.settlementId,
      caseId,
      personId: actor.personId,
      side: 'payer',
      payerId: actor.organizationId,
      sha256: Buffer.from(hash, 'hex'),
    })
    .execute()
  await recordOfCase(tx, 'settlement.signed_by_side', caseId, {
    settlement: paper.settlementId,
    side: 'payer',
  })
}

/** It does not sign: the text goes back to the sides. Refuses: case-unknown, signed-before. */
export async function refuseAsPayer(tx: Tx, caseId: string) {
  const paper = await standing(tx, caseId)
  await sql`select refuse_as_payer(${paper.settlementId}::uuid)`.execute(tx)
  await recordOfCase(tx, 'settlement.payer_refused', caseId, { settlement: paper.settlementId })
}

async function standing(tx: Tx, caseId: string) {
  const paper = (await readPayerPaper(tx, caseId)) ?? refuse('case-unknown')
  refuseIf(paper.signedAt || paper.refusedAt || paper.state === 'signed' ? 'signed-before' : null)
  return paper
}

/** `settlement.payer_refused`: without the third party this text binds nobody; the sides draft another. */
export async function backToText(tx: Tx, { subjectId: caseId }: { subjectId: string | null }) {
  const its = await tx
    .selectFrom('cases')
    .where('id', '=', caseId!)
    .select('state')
    .forUpdate()
    .executeTakeFirst()
  if (its?.state === 'signing')
    await moveCase(tx, caseId!, 'refuse_signature', { rule: 'settlement: a third party does not sign' })
}
