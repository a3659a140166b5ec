import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { workOutNextEffect } from './awards/effects/effects.server'
import { runNextAward } from './awards/runs/run.server'
import { acceptNextImport } from './compliance/inventories/accept.server'
import { readNextImport } from './compliance/inventories/read.server'
import { recognizeNext } from './compliance/packs/run.server'
import { recountNext } from './compliance/positions/recount.server'
import { tendStripe } from './payments/stripe/sweep.server'
import { bookNextStatement, checkNextStatement } from './payments/statement-work.server'

/** Work longer than a transaction: takes the next piece that waits, in steps that may be cut off and taken up again. */
export type DeskWork = { name: string; run: (db: Kysely<Database>) => Promise<unknown> }

/** What lies on the worker's desk, in the order of the street. */
export const desk: readonly DeskWork[] = [
  { name: 'awards.run', run: runNextAward },
  { name: 'awards.work_out_effect', run: workOutNextEffect },
  { name: 'payments.check_statement', run: checkNextStatement },
  { name: 'payments.book_statement', run: bookNextStatement },
  { name: 'payments.tend_stripe', run: tendStripe },
  { name: 'compliance.read_import', run: readNextImport },
  { name: 'compliance.accept_import', run: acceptNextImport },
  { name: 'compliance.recognize_anew', run: recognizeNext },
  { name: 'compliance.recount', run: recountNext },
]
