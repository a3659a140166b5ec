import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import { subjectNames } from '~/demands/queries.server'
import { notifyAgencies } from '~/people/notify.server'
import { writeDraft } from '../commands.server'
import { prefillLots } from './prefill.server'

/** `wish.confirmed`: enough was confirmed, so a round is drafted with its lot filled in; officers take it from there. */
export async function draftFromWish(
  tx: Kysely<Database>,
  { subjectId }: { subjectId: string | null },
  now: Date,
) {
  const wish = await tx
    .selectFrom('wishes')
    .leftJoin('editions', 'editions.id', 'wishes.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'wishes.classId')
    .select(['wishes.editionId', 'wishes.classId', 'wishes.processNumber'])
    .select(subjectNames)
    .where('wishes.id', '=', subjectId)
    .executeTakeFirst()
  const office = await tx
    .selectFrom('agencies')
    .select('orgId')
    .where('office', '=', true)
    .limit(1)
    .executeTakeFirst()
  if (!wish || !office) return
  const roundId = await writeDraft(
    tx,
    { personId: null, organizationId: office.orgId },
    {
      title: `${wish.classZh ?? wish.productZh}集中采购`,
      titleEn: `Group purchase: ${wish.classEn ?? wish.productEn}`,
      profile: 'enterprise',
      ...(wish.processNumber && { number: wish.processNumber }),
    },
    now,
  )
  await prefillLots(tx, roundId, [{ editionId: wish.editionId, classId: wish.classId }])
  const href = `/rounds/${roundId}/draft/lots`
  await notifyAgencies(tx, ['officer'], { kind: 'round.drafted', href })
}
