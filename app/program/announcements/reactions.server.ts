import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { env } from '~/env.server'
import { notifyMembers } from '~/people/notify.server'
import { announcementLetter } from '~/texts/office-letters.server'
import { mailMembers } from '../letters.server'

type Happening = { id: string; subjectId: string | null }
const readers = ['approver', 'buyer', 'asset_manager', 'vendor', 'registrar', 'liaison', 'leader'] as const

/** `announcement.published`: told to everyone, mailed to those who answer for an organization. */
export async function sendAnnouncement(tx: Kysely<Database>, { id: event, subjectId }: Happening) {
  const its = await tx
    .selectFrom('announcements')
    .select(['id', 'titleZh', 'titleEn'])
    .where('id', '=', subjectId)
    .where('state', '=', 'published')
    .executeTakeFirst()
  if (!its) return
  const organizations = await tx
    .selectFrom('organizations')
    .select('id')
    .where('state', '=', 'verified')
    .execute()
  const orgIds = organizations.map(({ id }) => id)
  const href = `/announcements/${its.id}`
  for (const orgId of orgIds)
    await notifyMembers(tx, orgId, readers, {
      kind: 'announcement.published',
      href,
      facts: { titleZh: its.titleZh, titleEn: its.titleEn || its.titleZh },
      event,
    })
  await mailMembers(tx, { orgIds, roles: ['approver', 'vendor', 'registrar', 'leader'], event }, (locale) =>
    announcementLetter(locale, its, `${env.PUBLIC_ORIGIN}${href}`),
  )
}
