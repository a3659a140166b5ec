import type { Kysely } from 'kysely'
import type { ZodType } from 'zod'
import type { Database } from '~db/schema'
import { nobody } from '~/people/actor'
import { door } from './database.server'
import type { Entered } from './enter.server'
import { withForm } from './with-form.server'

/** `withForm` under the door's identity, for those who are not known yet: sign-in, registration, links. */
export function withDoor<Values, Done>(
  entered: Entered,
  form: ZodType<Values>,
  work: (tx: Kysely<Database>, values: Values) => Promise<Done>,
) {
  const actor = { ...entered.actor, organizationId: nobody }
  return withForm({ ...entered, actor, db: door(entered.requestId) }, form, work)
}
