import { parse } from 'csv-parse/sync'
import { claimForm, type ClaimValues } from './form'

type Named = { id: string; code: string; name: string; nameEn?: string }
export type Offered = {
  nameZh: string
  nameEn: string
  slug: string
  editions: readonly Named[]
  releases: readonly Named[]
}
export type ClaimProblem = { line: number; column: string; code: string }
export type ReadClaims = {
  claims: { line: number; values: ClaimValues; evidence: string | null }[]
  problems: ClaimProblem[]
}
/** Papers that came with a list, by the name under which its rows find them; whether each is of a kind that proves. */
export type Papers = ReadonlyMap<string, boolean>

/** Columns of `entitlements.csv` and the names under which spreadsheets know them (licenses.md §8.2). */
export const claimColumns: Record<string, readonly string[]> = {
  product: ['产品', '软件名称', 'software'],
  edition: ['版别', '版本类型'],
  release: ['版本', '版本号'],
  metric: ['授权方式'],
  quantity: ['许可数', '数量', 'licenses'],
  sets: ['套数'],
  term: ['期限类型', '授权类型'],
  starts_on: ['起始日', '生效日期', 'start'],
  ends_on: ['到期日', '授权期限', 'end'],
  channel: ['渠道', '授权渠道'],
  license_no: ['许可证编号', '许可证(授权书)编号', '授权书编号'],
  supplier: ['供货商', '供应商', 'vendor'],
  unit_price: ['单价', '单价(元)'],
  purchased_on: ['购买日期', '采购日期'],
  contract_no: ['合同编号'],
  invoice_no: ['发票号码', '发票号'],
  source_type: ['来源类型', '来源'],
  evidence: ['凭证文件', '证明材料', '附件'],
}

const fields: Record<string, string> = {
  edition: 'editionId',
  release: 'releaseId',
  starts_on: 'startsOn',
  ends_on: 'endsOn',
  license_no: 'licenseNo',
  unit_price: 'unitPrice',
  purchased_on: 'purchasedOn',
  contract_no: 'contractNo',
  invoice_no: 'invoiceNo',
  source_type: 'sourceType',
}

const words: Record<string, Record<string, string>> = {
  metric: {
    按设备: 'device',
    绑定设备: 'node-locked',
    按用户: 'user',
    指定用户: 'named-user',
    并发: 'concurrent-user',
  },
  term: { 永久: 'perpetual', 永久授权: 'perpetual', 订阅: 'subscription' },
  source_type: {
    购买: 'purchased',
    配发: 'allotted',
    预装: 'preinstalled',
    随机预装: 'preinstalled',
    免费: 'free',
    升级: 'upgraded',
  },
}

const atMost = 5_000

/** How a file is named in the list and in the zip: without folder, case and width. */
export const paperName = (path: string) => path.normalize('NFKC').split(/[\\/]/).at(-1)!.trim().toLowerCase()

/** Reads older licenses from CSV: right rows as values, wrong ones by line, column and code. */
export function readClaims(
  text: string,
  products: readonly Offered[],
  papers: Papers = new Map(),
): ReadClaims {
  const rows = parse(text.replace(/^\uFEFF/, ''), {
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
    info: true,
  }) as unknown as { record: string[]; info: { lines: number } }[]
  const [head, ...body] = rows
  const places = new Map((head?.record ?? []).map((name, at) => [columnOf(name), at]))
  if (!places.has('product') || !places.has('quantity'))
    return { claims: [], problems: [{ line: 1, column: 'product', code: 'columns-missing' }] }
  if (body.length > atMost)
    return { claims: [], problems: [{ line: atMost + 2, column: '', code: 'too-many-rows' }] }
  const read: ReadClaims = { claims: [], problems: [] }
  for (const { record, info } of body) readRow(read, info.lines, cellsOf(record, places), products, papers)
  return read
}

const plain = (name: string) => name.normalize('NFKC').toLowerCase().replaceAll(/[\s_]/g, '')

function columnOf(name: string): string {
  const asked = plain(name)
  const known = Object.entries(claimColumns).find(([column, aliases]) =>
    [column, ...aliases].some((alias) => plain(alias) === asked),
  )
  return known?.[0] ?? name
}

const cellsOf = (record: readonly string[], places: ReadonlyMap<string, number>) =>
  Object.fromEntries([...places].map(([column, at]) => [column, record[at] ?? '']))

function readRow(
  read: ReadClaims,
  line: number,
  cells: Record<string, string>,
  products: readonly Offered[],
  papers: Papers,
): void {
  const product = products.find(({ slug, nameZh, nameEn }) =>
    [slug, nameZh, nameEn].some((name) => plain(name) === plain(cells.product ?? '')),
  )
  if (!product) return void read.problems.push({ line, column: 'product', code: 'product-unknown' })
  const edition = named(product.editions, cells.edition)
  if (!edition) return void read.problems.push({ line, column: 'edition', code: 'edition-unknown' })
  const release = cells.release ? named(product.releases, cells.release) : null
  if (cells.release && !release)
    return void read.problems.push({ line, column: 'release', code: 'release-unknown' })
  const evidence = cells.evidence ? paperName(cells.evidence) : null
  if (evidence !== null && papers.get(evidence) !== true)
    return void read.problems.push({
      line,
      column: 'evidence',
      code: papers.has(evidence) ? 'file-type' : 'evidence-not-there',
    })

  const word = (column: string, otherwise: string) =>
    words[column]?.[cells[column] ?? ''] ?? (cells[column] || otherwise)
  const parsed = claimForm.safeParse({
    editionId: edition.id,
    releaseId: release?.id ?? '',
    metric: word('metric', 'device'),
    quantity: cells.quantity ?? '',
    sets: cells.sets ?? '',
    term: word('term', cells.ends_on ? 'subscription' : 'perpetual'),
    startsOn: dayOf(cells.starts_on || cells.purchased_on || ''),
    endsOn: dayOf(cells.ends_on ?? ''),
    channel: cells.channel || 'unknown',
    sourceType: word('source_type', 'purchased'),
    licenseNo: cells.license_no ?? '',
    supplier: cells.supplier ?? '',
    unitPrice: cells.unit_price ?? '',
    purchasedOn: dayOf(cells.purchased_on ?? ''),
    contractNo: cells.contract_no ?? '',
    invoiceNo: cells.invoice_no ?? '',
    evidence: null,
  })
  if (parsed.success) return void read.claims.push({ line, values: parsed.data, evidence })
  for (const issue of parsed.error.issues) {
    const field = String(issue.path[0])
    const column = Object.entries(fields).find(([, its]) => its === field)?.[0] ?? field
    read.problems.push({ line, column, code: issue.code === 'custom' ? issue.message : 'value-unknown' })
  }
}

/** By code or name; the only one there is needs no name. */
function named(all: readonly Named[], asked: string | undefined): Named | undefined {
  if (!asked && all.length === 1) return all[0]
  return all.find(({ code, name, nameEn }) =>
    [code, name, nameEn ?? ''].some((one) => one !== '' && plain(one) === plain(asked ?? '')),
  )
}

/** `2024/1/5`, `2024.01.05` and `2024年1月5日` as `2024-01-05`; anything else as it stands. */
function dayOf(typed: string): string {
  const [, year, month, day] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(typed.normalize('NFKC')) ?? []
  return year ? `${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}` : typed
}
