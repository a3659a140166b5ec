import { type Kysely, sql } from 'kysely'
import type { Database, Entitlements } from '~db/schema'
import type { Insertable } from 'kysely'
import { peopleOf } from './people'

type Connections = Parameters<typeof peopleOf>[0]
type Entitled = Partial<Insertable<Entitlements>> & { quantity?: number }

let count = 0

/** A product with editions and ranked releases, in the catalog. */
export async function aProduct(
  { owner }: Pick<Connections, 'owner'>,
  facts: {
    slug?: string
    category?: string
    releases?: string[]
    editions?: string[]
    household?: string[]
  } = {},
) {
  count += 1
  const { releases = ['2016', '2019', '2021', '2024'], editions = ['standard'], household = [] } = facts
  const publisher = await owner.db
    .insertInto('publishers')
    .values({ key: `house-${count}`, nameZh: `厂商${count}`, nameEn: `House ${count}`, country: 'CN' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const product = await owner.db
    .insertInto('products')
    .values({
      publisherId: publisher.id,
      slug: facts.slug ?? `software-${count}`,
      nameZh: `软件${count}`,
      nameEn: `Software ${count}`,
      category: (facts.category ?? 'office') as 'office',
      brandKey: `brand-${count}`,
      state: 'active',
      words: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const rows = await owner.db
    .insertInto('editions')
    .values(
      [...editions, ...household].map((code) => ({
        productId: product.id,
        code,
        nameZh: code,
        nameEn: code,
        household: household.includes(code),
        metric: 'device' as const,
        term: 'perpetual' as const,
      })),
    )
    .returning(['id', 'code'])
    .execute()
  const ranked = releases.length
    ? await owner.db
        .insertInto('releases')
        .values(
          releases.map((code, at) => ({
            productId: product.id,
            code,
            name: code,
            rank: at + 1,
            releasedOn: `${code.padEnd(4, '0')}-01-01`,
          })),
        )
        .returning(['id', 'code'])
        .execute()
    : []
  return {
    id: product.id,
    edition: Object.fromEntries(rows.map((row) => [row.code, row.id])),
    release: Object.fromEntries(ranked.map((row) => [row.code, row.id])),
  }
}

export type Product = Awaited<ReturnType<typeof aProduct>>

/** What one enterprise runs and may run; a test names only what it is about. */
export async function anEstate(connections: Connections, its?: { orgId: string }) {
  const { owner } = connections
  const orgId = its?.orgId ?? (await peopleOf(connections).anOrganization())

  async function computers(many: number, facts: { personId?: string } = {}) {
    const from = count
    count += many
    const rows = await owner.db
      .insertInto('computers')
      .values(
        Array.from({ length: many }, (_, at) => ({
          orgId,
          no: `PC-${String(from + at).padStart(6, '0')}`,
          inventoriedAt: new Date(),
          softwareAt: new Date(),
          osAt: new Date(),
          ...facts,
        })),
      )
      .returning('id')
      .execute()
    return rows.map(({ id }) => id)
  }

  const install = (
    on: readonly string[],
    product: Product,
    {
      edition = 'standard',
      release = '2021',
      household = false,
    }: { edition?: string | null; release?: string | null; household?: boolean } = {},
  ) =>
    owner.db
      .insertInto('installations')
      .values(
        on.map((computerId) => ({
          orgId,
          computerId,
          productId: product.id,
          editionId: edition && product.edition[edition]!,
          releaseId: release && (product.release[release] ?? null),
          household,
          firstSeen: sql<string>`shanghai_day()`,
          lastSeen: sql<string>`shanghai_day()`,
        })),
      )
      .returning('id')
      .execute()
      .then((rows) => rows.map(({ id }) => id))

  async function entitle(
    product: Product,
    {
      edition = 'standard',
      release = '2021',
      ends,
      starts,
      ...facts
    }: Entitled & { edition?: string; release?: string | null; ends?: number; starts?: number } = {},
  ) {
    const day = (offset: number) => sql<string>`shanghai_day() + ${offset}::int`
    const { id } = await owner.db
      .insertInto('entitlements')
      .values({
        orgId,
        source: 'free',
        productId: product.id,
        editionId: product.edition[edition]!,
        releaseId: release && (product.release[release] ?? null),
        metric: 'device',
        quantity: 1,
        term: ends === undefined ? 'perpetual' : 'subscription',
        startsOn: day(starts ?? -100),
        endsOn: ends === undefined ? null : day(ends),
        ...facts,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  const position = (product: Product, db: Kysely<Database> = owner.db) =>
    db
      .selectFrom('positions')
      .select([
        'installed',
        'entitled',
        'covered',
        'gap',
        'used',
        'surplus',
        'undetermined',
        'unknown',
        'status',
      ])
      .where('orgId', '=', orgId)
      .where('productId', '=', product.id)
      .executeTakeFirst()

  const reasons = async (product: Product) => {
    const rows = await owner.db
      .selectFrom('coverage')
      .select(['reason', sql<number>`count(*)::int`.as('n')])
      .where('orgId', '=', orgId)
      .where('productId', '=', product.id)
      .groupBy('reason')
      .orderBy('reason')
      .execute()
    return Object.fromEntries(rows.map(({ reason, n }) => [reason, n]))
  }

  return { orgId, computers, install, entitle, position, reasons }
}
