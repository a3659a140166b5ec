import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { findInspection, findListing, listChecks } from './queries.server'
import { rightsOf } from './rights'
import { proposeVerdict } from './verdicts'

/** The sheet of one drawn computer for the team on the spot; undefined for everyone else and afterwards. */
export async function openSheet(db: Kysely<Database>, actor: Actor, inspectionId: string, checkId: string) {
  const its = await findInspection(db, inspectionId)
  if (!its || !rightsOf(actor, its).work) return undefined
  const checks = (await listChecks(db, inspectionId)).filter(({ setAside }) => !setAside)
  const check = checks.find(({ id }) => id === checkId)
  const listing = check && (await findListing(db, checkId))
  if (!listing) return undefined
  const proposals = Object.fromEntries(
    its.categories.map((category) => [category, proposeVerdict(category, listing)]),
  )
  const open = checks.filter(({ id, verdicts }) => id !== checkId && verdicts.length < its.categories.length)
  const { id, no, categories } = its
  return {
    title: check.computerNo,
    its: { id, no, categories },
    check,
    listing,
    proposals,
    next: open[0]?.id ?? null,
  }
}
