import type { Kysely } from 'kysely'
import type * as z from 'zod'
import type { Database } from '~db/schema'
import type { Actor } from '~/people/actor'
import { decideEntry, determineInstallations, postponeEntry, undoDecision } from './decide.server'
import type { queueForm } from './form'

/** Does what the queue's page asks for; answers where to go on: the next entry, with the way back at hand. */
export async function moveQueue(tx: Kysely<Database>, actor: Actor, values: z.output<typeof queueForm>) {
  switch (values.move) {
    case 'decide':
      await decideEntry(tx, actor, values)
      return `/inventory/queue?done=recognized&last=${values.entryId}`
    case 'undo':
      await undoDecision(tx, actor, values.entryId)
      return `/inventory/queue?done=undone&entry=${values.entryId}`
    case 'later':
    case 'reopen':
      await postponeEntry(tx, actor, values.entryId, values.move === 'later')
      return `/inventory/queue?done=${values.move === 'later' ? 'put-aside' : 'saved'}`
    case 'determine':
      await determineInstallations(tx, actor, values)
      return '/inventory/queue?view=editions&done=determined'
  }
}
