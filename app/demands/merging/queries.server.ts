import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import { type Need, proposeMerges, type Proposal } from './merging'

type Db = Kysely<Database>
type Names = { zh: string; en: string }
export type NamedNeed = Need & Names
export type NamedProposal = Omit<Proposal, 'needs'> & Names & { needs: NamedNeed[] }

/** Open needs that could be bought as one, with the names of what they are and of what they would become. */
export async function listProposals(db: Db): Promise<NamedProposal[]> {
  const needs = await listNeeds(db)
  const { rows: classes } = await sql<Names & { id: string }>`
    select id, name as zh, name_en as en from equivalence_classes`.execute(db)
  const classOf = new Map(classes.map((one) => [one.id, one]))
  return proposeMerges(needs).map((proposal) => {
    const its = proposal.needs as NamedNeed[]
    const named = proposal.into.classId
      ? classOf.get(proposal.into.classId)!
      : its.find(({ editionId }) => editionId === proposal.into.editionId)!
    return { ...proposal, needs: its, zh: named.zh, en: named.en }
  })
}

async function listNeeds(db: Db) {
  const { rows } = await sql<NamedNeed>`
    select l.edition_id, l.class_id, e.product_id, l.metric, l.term, l.term_months,
           coalesce((select array_agg(m.class_id order by m.class_id) from class_members m where m.edition_id = l.edition_id), '{}') as class_ids,
           count(distinct l.org_id)::int as organizations, sum(l.quantity)::int as quantity,
           coalesce(c.name, p.name_zh || ' ' || e.name_zh) as zh, coalesce(c.name_en, p.name_en || ' ' || e.name_en) as en
    from demand_lines l left join editions e on e.id = l.edition_id left join products p on p.id = e.product_id
      left join equivalence_classes c on c.id = l.class_id
    where l.state = 'open'
    group by l.edition_id, l.class_id, e.id, p.id, c.id, l.metric, l.term, l.term_months`.execute(db)
  return rows
}

/** What officers have merged lately. */
export const listMerges = (db: Db) =>
  db
    .selectFrom('demandMerges')
    .innerJoin('persons', 'persons.id', 'demandMerges.confirmedBy')
    .leftJoin('equivalenceClasses', 'equivalenceClasses.id', 'demandMerges.classId')
    .leftJoin('editions', 'editions.id', 'demandMerges.editionId')
    .leftJoin('products', 'products.id', 'editions.productId')
    .select([
      'demandMerges.id',
      'demandMerges.at',
      'demandMerges.reason',
      'demandMerges.goesTo',
      'persons.name as person',
      'equivalenceClasses.name as classZh',
      'equivalenceClasses.nameEn as classEn',
      'products.nameZh as productZh',
      'products.nameEn as productEn',
      'editions.nameZh as edition',
      'editions.nameEn as editionEn',
    ])
    .orderBy('demandMerges.id', 'desc')
    .limit(20)
    .execute()
