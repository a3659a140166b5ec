import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

/** Ids and numbers only: no text, no name, no price before opening, no key (events.md). */
export type Facts = Record<string, string | number | boolean | null | readonly (string | number)[]>

type About = { org?: string | null; round?: string | null; channel?: string | null; rule?: string | null }

/**
 * Writes an event and its outbox row in the caller's transaction; answers the event's id. The acting person and
 * organization come from the transaction's identity. `org` names the organization whose trail shows it (default: own).
 */
export async function record(
  tx: Kysely<Database>,
  kind: string,
  subjectId: string,
  facts: Facts = {},
  about: About = {},
) {
  const { rows } = await sql<{ id: string }>`
    select record_event(${kind}, ${subjectId}::uuid, ${JSON.stringify(facts)}::jsonb, ${about.org ?? null}::uuid,
      ${about.round ?? null}::uuid, ${about.channel ?? null}::uuid, ${about.rule ?? null}) as id`.execute(tx)
  return rows[0]!.id
}

/** Many events of one kind in one statement, each on its own subject and on its organization's trail. */
export async function recordEach(
  tx: Kysely<Database>,
  kind: string,
  events: readonly { subject: string; org?: string | null; facts?: Facts }[],
  { round = null }: { round?: string | null } = {},
) {
  if (events.length === 0) return
  const rows = events.map(({ subject, org = null, facts = {} }) => ({ subject, org, facts }))
  await sql`
    select record_event(${kind}, e.subject, e.facts, e.org, ${round}::uuid)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (subject uuid, org uuid, facts jsonb)`.execute(
    tx,
  )
}
