import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import type { Locale } from '~/kernel/locale'
import { letters as en } from '~/texts/en/letters'
import { letters as zh } from '~/texts/zh/letters'
import { inLanguage } from '~/texts/spoken'
import { queueMail } from './mail.server'

type To = { event: string; personId: string; address: string; locale: Locale; token: string }

const nameOf = async (tx: Kysely<Database>, orgId: string) =>
  (await tx.selectFrom('organizations').select('name').where('id', '=', orgId).executeTakeFirstOrThrow()).name

export async function mailInvitation(tx: Kysely<Database>, { orgId, token, ...to }: To & { orgId: string }) {
  const name = await nameOf(tx, orgId)
  const text = inLanguage(to.locale, zh, en)
  await queueMail(tx, {
    ...to,
    orgId,
    subject: text.invitation.subject(name),
    body: text.invitation.body(name, `${env.PUBLIC_ORIGIN}/invitations/${token}`),
  })
}

/** To somebody with an account, who answers under it: no link opens anything. Answers the name of the organization. */
export async function mailJoining(
  tx: Kysely<Database>,
  { orgId, ...to }: Omit<To, 'token'> & { orgId: string },
) {
  const name = await nameOf(tx, orgId)
  const { joining } = inLanguage(to.locale, zh, en)
  await queueMail(tx, {
    ...to,
    orgId,
    subject: joining.subject(name),
    body: joining.body(name, `${env.PUBLIC_ORIGIN}/account`),
  })
  return name
}

export async function mailReset(tx: Kysely<Database>, { token, ...to }: To) {
  const text = inLanguage(to.locale, zh, en)
  await queueMail(tx, {
    ...to,
    subject: text.reset.subject,
    body: text.reset.body(`${env.PUBLIC_ORIGIN}/reset/${token}`),
  })
}
