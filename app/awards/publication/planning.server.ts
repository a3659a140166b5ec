import type { Insertable, Kysely } from 'kysely'
import { subjectNames } from '~/demands/queries.server'
import { env } from '~/env.server'
import { ocidOf } from '~/rounds/ocid.server'
import type { Database } from '~db/schema'
import { findOffice } from './facts.server'
import { type Interest, planningOf, type PublicWish } from './planning'

type Tx = Kysely<Database>
type Happening = { id: string; subjectId: string | null; at: Date }

/** Publishes what became of an expression of interest, once by the event that it tells. */
export const publishWish = (interest: Interest) =>
  async function publish(tx: Tx, event: Happening) {
    const wish = await readPublicWish(tx, event.subjectId!)
    if (wish)
      await tx
        .insertInto('ocdsReleases')
        .values(planningRow(wish, interest, event))
        .onConflict((it) => it.column('id').doNothing())
        .execute()
  }

export function planningRow(
  wish: PublicWish,
  interest: Interest,
  { id, at }: Pick<Happening, 'id' | 'at'>,
): Insertable<Database['ocdsReleases']> {
  const release = planningOf(wish, interest, `${wish.ocid}-${id}`, at)
  return { id: release.id, ocid: wish.ocid, tags: release.tag, body: JSON.stringify(release), at }
}

/** Undefined until interest was asked for, and where no office is set up. */
export async function readPublicWish(tx: Tx, wishId: string): Promise<PublicWish | undefined> {
  const wish = await tx
    .selectFrom('wishes')
    .leftJoin('editions', 'editions.id', 'wishes.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'wishes.classId')
    .select(['wishes.id', 'processNumber', 'bandLow', 'bandHigh', 'eoiClosesAt'])
    .select(subjectNames)
    .where('wishes.id', '=', wishId)
    .where('processNumber', 'is not', null)
    .executeTakeFirst()
  const office = await findOffice(tx, null)
  if (!wish || !office) return undefined
  return {
    id: wish.id,
    origin: env.PUBLIC_ORIGIN,
    ocid: ocidOf(wish.processNumber!),
    number: wish.processNumber!,
    subject: wish.classZh ?? `${wish.productZh} ${wish.edition}`,
    subjectEn: wish.classEn ?? `${wish.productEn} ${wish.editionEn}`,
    low: Number(wish.bandLow),
    high: Number(wish.bandHigh),
    closesAt: wish.eoiClosesAt!,
    office,
  }
}
