import { sql } from 'kysely'
import { test } from 'vitest'
import type { Locale } from '~/kernel/locale'
import { db, type Manner, type Visitor } from '../../support/browser'
import type { Newcomer } from '../../support/newcomers'
import { words } from '../../support/words'

/** What a walk has come upon so far, and how its people go; each step stands on the one before. */
export class Walk {
  readonly enterprise: Newcomer
  readonly manner: Manner & { locale: Locale }
  /** The enterprise speaks one language, everyone else whom it meets the other. */
  readonly others: Manner & { locale: Locale }
  /** Keys are made, bids sealed and envelopes opened in the browser: these people run scripts in both walks. */
  readonly sealers: Manner & { locale: Locale }
  readonly t
  readonly o
  founder!: Visitor
  colleague!: Visitor
  editionId = ''
  roundId = ''
  lotId = ''
  bidId = ''
  orderId = ''
  lineId = ''
  caseId = ''
  readonly bidders = new Map<string, Visitor>()
  readonly keyFiles = new Map<string, string>()
  #stopped = false

  constructor(manner: Manner & { locale: Locale }, enterprise: Newcomer) {
    this.enterprise = enterprise
    this.manner = manner
    this.others = { ...manner, locale: manner.locale === 'zh' ? 'en' : 'zh' }
    this.sealers = { ...this.others, javaScript: true }
    this.t = words[this.manner.locale]
    this.o = words[this.others.locale]
  }

  /** After a failure there is nothing to walk on. */
  readonly step = (name: string, walked: () => Promise<void>) =>
    test(name, async ({ skip }) => {
      skip(this.#stopped, 'an earlier step failed')
      this.#stopped = true
      await walked()
      this.#stopped = false
    })
}

export const passphrase = 'correct horse battery'
export const soon = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10)

export const said = ({ manner: { locale } }: Visitor) => words[locale]

export const idIn = (visitor: Visitor, kind: string) =>
  new RegExp(`/${kind}/([0-9a-f-]{36})`).exec(visitor.page.url())![1]!

export async function one(table: 'lots' | 'orderLines' | 'deliveryNotes', where: Record<string, string>) {
  const [column, value] = Object.entries(where)[0]!
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.ref(table)} where ${sql.ref(column)} = ${value}`.execute(db)
  return rows[0]!.id
}
