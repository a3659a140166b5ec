import { type Kysely, sql } from 'kysely'
import type { Database } from '~db/schema'
import type { Locale } from '~/kernel/locale'
import { nameIn } from '~/kernel/locale'
import { writeWorkbook } from '~/kernel/workbook.server'
import type { Day } from '~/kernel/workdays'
import { papers as en } from '~/texts/en/papers'
import { inLanguage } from '~/texts/spoken'
import { papers as zh } from '~/texts/zh/papers'

type Figures = Record<
  | 'called' | 'handedIn' | 'accepted' | 'late' | 'computers' | 'osInstalled' | 'osEntitled' | 'osGap' | 'officeInstalled' | 'officeEntitled'
  | 'officeGap' | 'antivirusInstalled' | 'antivirusEntitled' | 'antivirusGap' | 'planned' | 'orders' | 'ordersAccepted',
  number
> // oxfmt-ignore
export type DistrictRow = Figures & { district: string; nameZh: string; nameEn: string }

const columns = [
  'called', 'handedIn', 'accepted', 'late', 'computers', 'osInstalled', 'osEntitled', 'osGap', 'officeInstalled', 'officeEntitled',
  'officeGap', 'antivirusInstalled', 'antivirusEntitled', 'antivirusGap', 'planned', 'orders', 'ordersAccepted',
] as const // oxfmt-ignore

/** Totals per district of a campaign, of the forms as they were signed, within the reader's reach. */
export async function listDistrictTotals(db: Kysely<Database>, campaignId: string): Promise<DistrictRow[]> {
  const of = (category: string, figure: string) => sql<number>`coalesce(sum((
    select sum((p ->> ${figure})::int) from jsonb_array_elements(s.figures -> 'products') p where p ->> 'category' = ${category})), 0)::int`
  const { rows } = await sql<DistrictRow>`
    select o.district, coalesce(d.name_zh, o.district) as name_zh, coalesce(d.name_en, o.district) as name_en, count(*)::int as called,
           count(*) filter (where s.state in ('submitted', 'accepted'))::int as handed_in,
           count(*) filter (where s.state = 'accepted')::int as accepted,
           count(*) filter (where s.state not in ('submitted', 'accepted') and u.due_on < shanghai_day())::int as late,
           coalesce(sum((s.figures -> 'computers' ->> 'inUse')::int), 0)::int as computers,
           ${of('operating-system', 'installed')} as os_installed, ${of('operating-system', 'entitled')} as os_entitled, ${of('operating-system', 'gap')} as os_gap,
           ${of('office', 'installed')} as office_installed, ${of('office', 'entitled')} as office_entitled, ${of('office', 'gap')} as office_gap,
           ${of('antivirus', 'installed')} as antivirus_installed, ${of('antivirus', 'entitled')} as antivirus_entitled, ${of('antivirus', 'gap')} as antivirus_gap,
           coalesce(sum((select sum((a ->> 'quantity')::int) from jsonb_array_elements(s.actions) a where a ->> 'action' in ('buy', 'join')))
             filter (where s.figures is not null), 0)::int as planned,
           count(r.id) filter (where r.state <> 'withdrawn')::int as orders, count(r.id) filter (where r.state = 'accepted')::int as orders_accepted
    from campaign_units u join organizations o on o.id = u.org_id left join districts d on d.code = o.district
    join lateral (select i.* from self_inspections i where i.campaign_id = u.campaign_id and i.org_id = u.org_id order by i.version desc limit 1) s on true
    left join rectifications r on r.source_kind = 'self_inspection' and r.source_id = s.id
    where u.campaign_id = ${campaignId}::uuid group by 1, 2, 3 order by o.district nulls last`.execute(db)
  return rows
}

/** 软件正版化检查整改工作统计表 with its last line the sum of the others. */
export function statisticsWorkbook(
  title: string,
  today: Day,
  rows: readonly DistrictRow[],
  locale: Locale,
): Promise<Buffer> {
  const { statistics: words } = inLanguage(locale, zh, en)
  const figures = rows.map((row) => columns.map((column) => row[column]))
  const total = columns.map((_, at) => figures.reduce((sum, line) => sum + line[at]!, 0))
  return writeWorkbook([
    {
      name: words.sheet,
      above: [[words.title], [title, today]],
      head: words.head,
      rows: [
        ...rows.map((row, at) => [nameIn(locale, row.nameZh, row.nameEn), ...figures[at]!]),
        [words.total, ...total],
      ],
    },
  ])
}
