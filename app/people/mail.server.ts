import { createTransport } from 'nodemailer'
import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import type { Locale } from '~/kernel/locale'

type Mail = {
  event: string | null
  personId?: string | null
  orgId?: string | null
  address: string
  locale: Locale
  subject: string
  body: string
}

/** Leaves with the caller's transaction or not at all; one mail per event and address. */
export async function queueMail(
  tx: Kysely<Database>,
  { event, personId = null, orgId = null, ...mail }: Mail,
) {
  const { address, locale, subject, body } = mail
  await sql`select queue_mail(${event}, ${orgId}, ${personId}, ${address}, ${locale}, ${subject}, ${body})`.execute(
    tx,
  )
}

type Letter = { subject: string; body: string }

/** A mail to every contact of an organization: its members and the address that it gave itself, in the language of each. */
export const mailEveryone = (
  tx: Kysely<Database>,
  { orgId, event }: { orgId: string; event: string },
  { zh, en }: Record<Locale, Letter>,
) =>
  sql`select mail_everyone(${orgId}::uuid, ${event}::uuid, ${JSON.stringify(zh)}::jsonb, ${JSON.stringify(en)}::jsonb)`.execute(
    tx,
  )

/**
 * Sends what waits, at most 50 at once; answers how many. Without SMTP the mails stay readable on the office's
 * outbox page (state `kept`). A failed one is tried five times.
 */
export async function sendMails(db: Kysely<Database>): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const waiting = await tx
      .selectFrom('mails')
      .selectAll()
      .where('state', '=', 'queued')
      .orderBy('queuedAt')
      .limit(50)
      .forUpdate()
      .skipLocked()
      .execute()
    for (const mail of waiting) {
      const outcome = await send(mail)
      await tx
        .updateTable('mails')
        .set({ ...outcome, tries: mail.tries + 1 })
        .where('id', '=', mail.id)
        .execute()
    }
    return waiting.length
  })
}

type Row = {
  id: string
  eventId: string | null
  address: string
  subject: string
  body: string
  tries: number
}

async function send({ id, eventId, address, subject, body, tries }: Row) {
  if (!env.SMTP_URL) return { state: 'kept' as const }
  try {
    await transport().sendMail({
      from: env.MAIL_FROM,
      to: address,
      subject,
      text: body,
      messageId: `<${eventId ?? id}@muster>`,
    })
    return { state: 'sent' as const, sentAt: sql<Date>`clock_timestamp()`, problem: null }
  } catch (error) {
    return {
      state: tries >= 4 ? ('failed' as const) : ('queued' as const),
      problem: String((error as Error).message).slice(0, 200),
    }
  }
}

let kept: ReturnType<typeof createTransport> | undefined
const transport = () => (kept ??= createTransport(env.SMTP_URL))
