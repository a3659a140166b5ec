import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { refuse } from '~/kernel/refusal'
import type { Actor } from '~/people/actor'
import { claimLicenses } from './claim.server'
import { type ClaimProblem, readClaims } from './claim-file'
import { listOffered } from './editions.server'

/** UTF-8, or GB18030 where the bytes are no UTF-8. */
export async function textOf(file: File): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

export type CheckedClaims = { ready: number; problems: ClaimProblem[]; text: string }

/** What a list would record, and what is wrong with it by line and column; nothing is recorded yet. */
export async function checkClaims(db: Kysely<Database>, text: string): Promise<CheckedClaims> {
  const { claims, problems } = readClaims(text, await listOffered(db))
  return { ready: claims.length, problems, text }
}

/** Records the right rows of a list. Refuses: nothing-to-record. */
export async function importClaims(tx: Kysely<Database>, actor: Actor, text: string): Promise<number> {
  const { claims } = readClaims(text, await listOffered(tx))
  if (claims.length === 0) refuse('nothing-to-record')
  const ids = await claimLicenses(
    tx,
    actor,
    claims.map(({ values }) => values),
  )
  return ids.length
}
