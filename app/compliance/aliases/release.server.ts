import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { record, recordEach } from '~/kernel/events.server'
import { refuse } from '~/kernel/refusal'
import { aliasLifecycle } from '../lifecycle'

type Tx = Kysely<Database>

/**
 * What two organizations confirmed is heard by all: where the title waits it is recognized at once, with the position.
 * Who has said otherwise keeps to it. Refuses: already-moved, not-your-move.
 */
export async function releaseAlias(tx: Tx, aliasId: string) {
  const { rows } = await sql<{ org: string }>`select release_alias(${aliasId}::uuid) as org`.execute(tx)
  await record(tx, 'recognition.alias_released', aliasId, { alias: aliasId, organizations: rows.length })
  await toldTo(tx, aliasId, rows, 'recognition.alias_applied')
}

/** The office does not take it over: wherever it was heard the title waits again. Refuses: already-moved, not-your-move. */
export async function refuseAlias(tx: Tx, aliasId: string, reason: string) {
  const { rows } = await sql<{ org: string }>`select refuse_alias(${aliasId}::uuid) as org`.execute(tx)
  await record(
    tx,
    'recognition.alias_refused',
    aliasId,
    { alias: aliasId, organizations: rows.length },
    { rule: reason },
  )
  await toldTo(tx, aliasId, rows, 'recognition.alias_taken_back')
}

/** What was frozen may be released again, though somebody says otherwise. Refuses: already-moved. */
export async function reofferAlias(tx: Tx, aliasId: string, reason: string) {
  const { from, to } = aliasLifecycle.moves.release
  const moved = await tx
    .updateTable('recognitionAliases')
    .set({ state: to })
    .where('id', '=', aliasId)
    .where('orgId', 'is', null)
    .where('state', 'in', from)
    .returning('id')
    .executeTakeFirst()
  if (!moved) refuse('already-moved')
  await record(tx, 'recognition.alias_reoffered', aliasId, { alias: aliasId }, { rule: reason })
}

const toldTo = (tx: Tx, subject: string, rows: readonly { org: string }[], kind: string) =>
  recordEach(
    tx,
    kind,
    rows.map(({ org }) => ({ subject, org, facts: { alias: subject } })),
  )
