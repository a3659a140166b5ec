import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { notifyMembers } from '~/people/notify.server'

type Tx = Kysely<Database>
type Case = { id: string; number: string; bodyId: string }
type Side = 'claimant' | 'respondent' | 'mediator' | 'registrar' | 'expert'

/** Nothing of a case is in a notice but its number, its body and the way to it (mediation.md §4). */
async function notice(tx: Tx, { number, bodyId }: Case) {
  const body = await tx
    .selectFrom('organizations')
    .select(['name', 'nameEn'])
    .where('id', '=', bodyId)
    .executeTakeFirstOrThrow()
  return { number, body: body.name, bodyEn: body.nameEn ?? body.name }
}

/** Tells everyone seated on these sides, but oneself, that the case has news; `path` leads to the part that has. */
export async function tellSeats(
  tx: Tx,
  its: Case,
  sides: readonly Side[],
  event: string | null = null,
  path = '',
  kind: 'case.news' | 'case.own_gap' | 'case.limitation_near' = 'case.news',
) {
  const facts = JSON.stringify(await notice(tx, its))
  await sql`select notify_seats(${its.id}::uuid, ${sql.val([...sides])}::text[], ${kind}, ${facts}::jsonb,
    ${`/cases/${its.id}${path}`}, ${event}::uuid)`.execute(tx)
}

/** Tells the registrars of the body, or those of them who head it. */
export async function tellBody(
  tx: Tx,
  its: Case,
  event: string | null = null,
  roles: readonly ('registrar' | 'head')[] = ['registrar'],
) {
  const facts = await notice(tx, its)
  await notifyMembers(tx, its.bodyId, roles, {
    kind: 'case.news',
    href: `/cases/${its.id}`,
    facts,
    event,
  })
}
