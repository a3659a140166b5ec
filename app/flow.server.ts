import type { Transaction } from 'kysely'
import type { Database } from '~db/schema'

export type Happening = {
  id: string
  kind: string
  subjectId: string | null
  orgId: string | null
  facts: Record<string, any>
  at: Date
}

/** Named, since `reactions` keeps per event and name that it was done. */
export type Reaction = {
  name: string
  run: (tx: Transaction<Database>, event: Happening, now: Date) => Promise<void>
}

/** What each event sets in motion downstream. Read top to bottom, it is the marketplace. */
export const flow: Partial<Record<string, readonly Reaction[]>> = {}
