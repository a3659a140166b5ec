import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import type { Locale } from '~/kernel/locale'
import { queueMail } from '~/people/mail.server'
import { notifyAgencies } from '~/people/notify.server'
import { briefLetter } from '~/texts/office-letters.server'
import { mailMembers } from '../letters.server'

type Happening = { id: string; subjectId: string | null }

/** `brief.published`: told to the member units, mailed to their liaisons and leaders and to all who subscribed. */
export async function sendBrief(tx: Kysely<Database>, { id: event, subjectId }: Happening) {
  const brief = await tx
    .selectFrom('briefs')
    .select(['no', 'title', 'titleEn'])
    .where('id', '=', subjectId)
    .executeTakeFirst()
  if (brief?.no == null) return
  const { no, title, titleEn } = brief
  const link = `${env.PUBLIC_ORIGIN}/briefs/${no}`
  await notifyAgencies(tx, ['liaison', 'leader', 'officer'], {
    kind: 'brief.published',
    href: `/briefs/${no}`,
    facts: { no },
    event,
  })
  const letterIn = (locale: Locale, end = '') =>
    briefLetter(locale, { no, title: locale === 'zh' ? title : titleEn || title }, link, end)
  const agencies = await tx.selectFrom('organizations').select('id').where('kind', '=', 'agency').execute()
  const orgIds = agencies.map((agency) => agency.id)
  await mailMembers(tx, { orgIds, roles: ['liaison', 'leader'], event }, (locale) => letterIn(locale))
  const readers = await tx
    .selectFrom('subscriptions')
    .select(['mail', 'locale', 'token'])
    .where('confirmedAt', 'is not', null)
    .orderBy(sql`id`)
    .execute()
  for (const { mail, locale, token } of readers)
    await queueMail(tx, {
      event,
      address: mail,
      locale: locale as Locale,
      ...letterIn(locale as Locale, `${env.PUBLIC_ORIGIN}/briefs/subscription/${token}`),
    })
}
