import type { Kysely } from 'kysely'
import { flow } from '~/flow.server'
import { react } from '~/jobs.server'
import type { Database } from '~db/schema'

/** Lets the worker do everything that waits in the outbox, and what follows from it, in order. */
export async function letReact(worker: Kysely<Database>) {
  for (;;) {
    const [row] = await worker.selectFrom('outbox').selectAll().orderBy('id').limit(1).execute()
    if (!row) return
    for (const { name } of flow[row.kind] ?? [])
      await react(worker, { event: row.eventId, kind: row.kind, name })
    await worker.deleteFrom('outbox').where('id', '=', row.id).execute()
  }
}
