import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { sha256 } from '~/kernel/sha256'
import { signed } from '~/kernel/signing.server'
import { dayOf } from '~/kernel/workdays'
import type { Actor } from '~/people/actor'
import { type CaseRole, sideIn } from '../channels/kinds'
import { type Case, findCase } from '../queries.server'
import { findSettlement } from '../settlements/drafting.server'
import { readPaper } from '../settlements/paper.server'
import { readContents } from './contents.server'
import { jsonEntry, manifestText } from './manifest'
import { type Entry, manifestPath, settlementPath, signaturePath } from './reading'
import { pack } from './packing'
import { proveSteps, readProcedure } from './steps.server'

type Tx = Kysely<Database>

/**
 * A side takes its case along: a zip that holds what was there before and what was done, never what was said, the same
 * bytes for the same case; that it was taken is kept. Undefined for whoever sits on no side, or before the filing.
 * Refuses: bundle-too-large.
 */
export async function takeBundle(tx: Tx, actor: Actor, caseId: string, now: Date) {
  const its = await findCase(tx, caseId)
  const side = its && sideIn(its.roles)
  if (!its || !side || its.filedAt === null || !takesBundle(its.roles)) return undefined
  const contents = await readContents(tx, caseId)
  const entries = [
    await readProcedure(tx, its),
    ...contents.entries,
    ...(await settlementOf(tx, actor, caseId)),
    ...(await proveSteps(tx, caseId)),
  ]
  const manifest = manifestText({ case: its.number, viewer: side, leftOut: contents.leftOut }, entries)
  const bytes = pack([
    ...entries,
    { path: manifestPath, bytes: Buffer.from(manifest) },
    jsonEntry(signaturePath, signed(manifest)),
  ])
  await tx
    .insertInto('caseExports')
    .values({ caseId, by: actor.personId, sha256: sha256(bytes) })
    .execute()
  return { name: `case-${its.number}-${dayOf(now)}.zip`, bytes }
}

/** The settlement that both have signed: its text and promises, as paper, and the platform's signature over its digest. */
async function settlementOf(tx: Tx, actor: Actor, caseId: string): Promise<Entry[]> {
  const newest = await findSettlement(tx, caseId)
  if (newest?.state !== 'signed') return []
  const paper = (await readPaper(tx, actor, caseId))!
  return [
    jsonEntry(settlementPath.body, { body: newest.body, text: newest.text }),
    { path: settlementPath.paper, bytes: paper.bytes },
    jsonEntry(settlementPath.signature, { hash: newest.hash, ...signed(newest.hash) }),
  ]
}

/** What the reader, of a side, has taken of a case, the newest first; null for whoever takes none. */
export async function listTaken(db: Tx, { roles, filedAt, id }: Case) {
  if (!takesBundle(roles) || filedAt === null) return null
  const rows = await db
    .selectFrom('caseExports')
    .select(['id', 'sha256', 'at'])
    .where('caseId', '=', id)
    .orderBy('at', 'desc')
    .limit(20)
    .execute()
  return rows.map(({ sha256, ...row }) => ({ ...row, sha256: sha256.toString('hex') }))
}

const takesBundle = (roles: readonly CaseRole[]) => sideIn(roles) !== null && !roles.includes('guest')
