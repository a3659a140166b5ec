import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { mailEveryone } from '~/people/mail.server'
import { notifyEveryone } from '~/people/notify.server'
import { letters as en } from '~/texts/en/letters'
import { letters as zh } from '~/texts/zh/letters'

const place = '/vendor/payee-account'

/** A change of the account that a vendor is paid to is told to every contact of it, here and by mail: no one mailbox hides it. */
export async function tellEveryContact(
  tx: Kysely<Database>,
  { vendorId, event }: { vendorId: string; event: string },
  what: 'proposed' | 'activated' | 'refused',
) {
  await notifyEveryone(tx, vendorId, { kind: `payee.${what}`, href: place, event })
  const { name } = await tx
    .selectFrom('organizations')
    .select('name')
    .where('id', '=', vendorId)
    .executeTakeFirstOrThrow()
  const letter = ({ payee }: typeof en) => ({
    subject: payee.subject(name),
    body: payee.body(payee[what], `${env.PUBLIC_ORIGIN}${place}`),
  })
  await mailEveryone(tx, { orgId: vendorId, event }, { zh: letter(zh), en: letter(en) })
}
