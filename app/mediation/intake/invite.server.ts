import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import type { Locale } from '~/kernel/locale'
import { queueMail } from '~/people/mail.server'
import { inLanguage } from '~/texts/spoken'
import { caseLetters as en } from '~/texts/en/case-letters'
import { caseLetters as zh } from '~/texts/zh/case-letters'
import { findPeriod } from '../deadlines.server'
import { recordOfCase } from '../moves.server'

type Tx = Kysely<Database>
type Case = { id: string; number: string; bodyId: string }
type Contact = { personId: string | null; address: string; locale: Locale }

export const hashOfToken = (token: string) => createHash('sha256').update(token).digest()

/**
 * Invites the respondent over every known contact, each with a link of its own that ends the older ones. The letter
 * carries the body's name, the case number, the link and the date, nothing of the matter.
 */
export async function inviteRespondent(tx: Tx, { id, number, bodyId }: Case) {
  const [response, extension] = [
    await findPeriod(tx, id, 'response'),
    await findPeriod(tx, id, 'response_extension'),
  ]
  const endsAt = (extension ?? response)!.dueAt
  const body = await tx
    .selectFrom('organizations')
    .select(['name', 'nameEn'])
    .where('id', '=', bodyId)
    .executeTakeFirstOrThrow()
  const event = await recordOfCase(tx, 'case.invited', id, {})
  await tx
    .updateTable('invitations')
    .set({ endsAt: sql<Date>`least(ends_at, clock_timestamp())` })
    .where('caseId', '=', id)
    .execute()
  const batch = randomUUID()
  for (const { personId, address, locale } of await listContacts(tx, id)) {
    const token = randomBytes(32).toString('base64url')
    await tx
      .insertInto('invitations')
      .values({
        caseId: id,
        contact: address,
        kind: 'mail',
        tokenHash: hashOfToken(token),
        endsAt,
        batch,
        eventId: event,
      })
      .execute()
    const words = inLanguage(locale, zh, en)
    const name = locale === 'zh' ? body.name : (body.nameEn ?? body.name)
    await queueMail(tx, {
      event,
      personId,
      address,
      locale,
      subject: words.invitation.subject(name, number),
      body: words.invitation.body(name, number, `${env.PUBLIC_ORIGIN}/invited/${token}`, lastMinute(endsAt)),
    })
  }
}

async function listContacts(tx: Tx, caseId: string): Promise<Contact[]> {
  const { rows } = await sql<Contact>`
    select person_id as "personId", address, locale from respondent_contacts(${caseId}::uuid)`.execute(tx)
  return rows
}

/** `2026-10-12 24:00` reads better than the first instant of the next day. */
const lastMinute = (endsAt: Date) =>
  new Date(endsAt.getTime() - 60_000 + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
