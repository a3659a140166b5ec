import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'

type Db = Kysely<Database>

export type BudgetLine = { id: string; name: string; planned: bigint; spent: bigint; vouchers: string[] }

/** The lines of a year with what was spent of each, in fen; for the office and auditors by the row policy. */
export async function listBudgetLines(db: Db, year: number): Promise<BudgetLine[]> {
  const { rows } = await sql<BudgetLine>`
    select l.id, l.name, l.planned, coalesce(sum(s.amount), 0)::bigint as spent,
           coalesce(array_agg(s.voucher_no) filter (where s.id is not null), '{}') as vouchers
    from budget_lines l left join budget_spendings s on s.line_id = l.id where l.year = ${year} group by l.id order by l.id`.execute(
    db,
  )
  return rows
}

export const listSpendings = (db: Db, year: number) =>
  db
    .selectFrom('budgetSpendings as s')
    .innerJoin('budgetLines as l', 'l.id', 's.lineId')
    .innerJoin('persons as p', 'p.id', 's.by')
    .select([
      's.id',
      'l.name as line',
      's.amount',
      's.voucherNo',
      's.spentOn',
      's.remark',
      'p.name as person',
    ])
    .where('l.year', '=', year)
    .orderBy('s.spentOn', 'desc')
    .orderBy('s.id', 'desc')
    .execute()

export async function listBudgetYears(db: Db): Promise<number[]> {
  const rows = await db.selectFrom('budgetLines').select('year').distinct().orderBy('year', 'desc').execute()
  return rows.map(({ year }) => year)
}
