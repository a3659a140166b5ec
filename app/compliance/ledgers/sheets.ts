import type { Day } from '~/kernel/workdays'
import type { Spoken } from '~/texts/spoken'
import type { ledgers } from '~/texts/zh/ledgers'
import type { Ledgers, Software, Use } from './ledger'
import { type Entry, entriesOf, leftAfter } from './operations'

type Words = Spoken<typeof ledgers>
export type Cell = string | number | null
export type LedgerSheet = { name: string; above: Cell[][]; head: readonly string[]; rows: Cell[][] }
export type LedgerKey = 'one' | 'two' | 'three'

const yuan = (fen: string) => Number(fen) / 100
const numbers: Record<LedgerKey, string> = { one: '1', two: '2', three: '3' }

/** One ledger of template `ledger/1` as rows of cells: text and figures, never a formula (compliance.md §6). */
export function sheetOf(key: LedgerKey, its: Ledgers, words: Words, today: Day): LedgerSheet {
  const { sheet, names } = words
  const rows = key === 'one' ? summary(its, words) : key === 'two' ? details(its, words) : running(its, words)
  const year = today.slice(0, 4)
  const period = {
    one: sheet.year(year),
    two: sheet.half(year, today.slice(5, 7) <= '06'),
    three: sheet.running,
  }[key]
  const { unit } = its
  return {
    name: `附表${numbers[key]}`,
    above: [
      [names[key]],
      [
        `${sheet.unit}：${unit.name}`, null, null, `${sheet.uscc}：${unit.uscc}`, null, null, `${sheet.period}：${period}`, null,
        `${sheet.date}：${today}`, `${sheet.preparer}：${unit.preparer}`, `${sheet.head}：${unit.head ?? ''}`,
      ],
      [
        `${sheet.headcount}：${unit.headcount ?? ''}`, null, null,
        `${sheet.computers}：${unit.computers}（${sheet.byKind(unit.desktops, unit.laptops, unit.servers)}）`,
      ],
    ],
    head: sheet[key],
    rows,
  } // oxfmt-ignore
}

export const gapOf = ({ sourceClass, installed, covered, unclear }: Software) =>
  sourceClass === 'free' ? 0 : Math.max(0, installed - covered - unclear)
export const surplusOf = ({ licenses, used }: Software) => Math.max(0, licenses - used)

function summary({ software }: Ledgers, { sheet, kinds, sources }: Words): Cell[][] {
  const line = (its: Software, at: number): Cell[] => [
    at + 1,
    (kinds as Record<string, string>)[its.category] ?? kinds.other,
    its.no,
    its.nameZh,
    its.version,
    sources[its.sourceClass],
    its.sets,
    its.licenses,
    its.installed,
    its.covered,
    gapOf(its),
    surplusOf(its),
    its.terms.map((end) => end || sheet.perpetual).join('、'),
    its.licenseNos.join('、'),
    its.suppliers.join('、'),
    its.unitPrices.length === 1 ? yuan(its.unitPrices[0]!) : its.unitPrices.map((price) => yuan(price).toFixed(2)).join('、'),
    its.amount === null ? null : yuan(its.amount),
    its.purchasedOn.join('、'),
    its.contractNos.join('、'),
    its.invoiceNos.join('、'),
    its.domestic ? sheet.yes : sheet.no,
    its.unclear > 0 ? sheet.unclear(its.unclear) : its.sourceClass === 'free' ? sheet.freeRemark : '',
  ] // oxfmt-ignore
  const total = (label: string, its: readonly Software[]): Cell[] => {
    const sum = (of: (one: Software) => number) => its.reduce((all, one) => all + of(one), 0)
    const figures = [sum((one) => one.sets), sum((one) => one.licenses), sum((one) => one.installed), sum((one) => one.covered), sum(gapOf), sum(surplusOf)] // oxfmt-ignore
    const amount = sum((one) => (one.amount === null ? 0 : yuan(one.amount)))
    return [null, null, null, label, null, null, ...figures, null, null, null, null, amount]
  }
  const classes = [...Map.groupBy(software, ({ sourceClass }) => sourceClass)]
  return [
    ...software.map(line),
    ...classes.map(([source, its]) => total(sheet.totalOf(sources[source]), its)),
    total(sheet.total, software),
  ]
}

function details({ use, software }: Ledgers, { sheet, kinds, sources }: Words): Cell[][] {
  const byNo = new Map(software.map((its) => [its.no, its]))
  return use.map((row, at): Cell[] => {
    const its = row.no === null ? undefined : byNo.get(row.no)
    return [
      at + 1,
      row.department,
      row.person,
      row.computerNo,
      row.computerName,
      row.kind && (sheet.machine[row.kind as keyof typeof sheet.machine] ?? row.kind),
      row.network && (sheet.network[row.network as keyof typeof sheet.network] ?? row.network),
      its ? ((kinds as Record<string, string>)[its.category] ?? kinds.other) : null,
      row.no,
      its?.nameZh ?? null,
      its?.version ?? null,
      row.sourceClass && sources[row.sourceClass],
      row.right ?? (row.no !== null && !row.licensable ? sheet.freeRemark : null),
      row.installedOn,
      row.checkedOn,
      row.no === null ? null : standingOf(row, sheet),
      row.no !== null ? null : row.computerNo === null ? sheet.noComputer : sheet.nothing,
    ]
  })
}

const standingOf = ({ licensable, right, reason }: Use, sheet: Words['sheet']) =>
  !licensable || right !== null ? sheet.licensed : reason === 'undetermined' ? sheet.toCheck : sheet.missing

function running({ lives, rights, software, unit }: Ledgers, { sheet }: Words): Cell[][] {
  const entries = entriesOf(lives)
  const left = new Map(leftAfter(entries, rights).map((many, at) => [entries[at]!, many]))
  const byId = new Map(lives.map((life) => [life.id, life]))
  const named = new Map(software.map((its) => [its.no, its]))
  const blocks = [...Map.groupBy(entries, ({ no }) => no)].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const line = (entry: Entry, at: number): Cell[] => {
    const life = byId.get(entry.id)!
    const { computerNo, person, unit: of, operator, basis } = life
    return [
      at + 1, entry.on, sheet.operation[entry.operation], computerNo, person, entry.adds > 0 ? of : null, left.get(entry)!, operator, basis, null,
    ] // oxfmt-ignore
  }
  return blocks.flatMap(([no, its]) => {
    const { nameZh = '', version = '', licenses = 0 } = named.get(no) ?? {}
    return [[sheet.blockHead(no, nameZh, version, licenses, unit.preparer)], ...its.map(line)]
  })
}
