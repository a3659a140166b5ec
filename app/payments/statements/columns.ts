/** The fields of a statement and the headers under which banks print them, already normalized. */
const headers = {
  accountNo: ['account_no', '本方账号', '账号'],
  bookedAt: ['booked_at', '交易时间'],
  bookedOn: ['交易日期', '记账日期', '入账日期'],
  serialNo: ['serial_no', '交易流水号', '流水号', '核心流水号', '业务流水号'],
  incoming: ['贷方发生额', '贷方金额', '收入', '转入金额'],
  outgoing: ['借方发生额', '借方金额', '支出', '转出金额'],
  amount: ['amount', '交易金额', '发生额', '金额'],
  flag: ['direction', '借贷标志', '收支方向'],
  currency: ['currency', '币种'],
  balance: ['balance', '余额', '账户余额', '本次余额'],
  counterpartyName: ['counterparty_name', '对方户名', '对方单位名称', '收付方名称'],
  counterpartyAccount: ['counterparty_account', '对方账号', '收付方账号'],
  counterpartyBank: ['counterparty_bank', '对方开户行', '收付方开户行'],
  payerName: ['付款人名称'],
  payerAccount: ['付款人账号'],
  payerBank: ['付款人开户行'],
  payeeName: ['收款人名称'],
  payeeAccount: ['收款人账号'],
  payeeBank: ['收款人开户行'],
  remark: ['remark', 'purpose', 'voucher_no', '附言', '备注', '摘要', '用途'],
} as const

export type Field = keyof typeof headers

/** Where each field stands; the remark may stand in several columns. */
export type Columns = {
  at: ReadonlyMap<Field, number>
  remarks: readonly number[]
  titles: readonly string[]
}

const fields = new Map<string, Field>(
  Object.entries(headers).flatMap(([field, names]) => names.map((name) => [name, field as Field] as const)),
)

/** The columns of a header row; null when it names no date, so that it is no header. */
export function columnsOf(cells: readonly string[]): Columns | null {
  const at = new Map<Field, number>()
  const remarks: number[] = []
  cells.forEach((cell, place) => {
    const field = fields.get(normalizedHeader(cell))
    if (field === 'remark') remarks.push(place)
    else if (field && !at.has(field)) at.set(field, place)
  })
  return at.has('bookedAt') || at.has('bookedOn') ? { at, remarks, titles: cells } : null
}

/** NFKC, without spaces and bracketed units: `交易金额 （元）` → `交易金额`. */
export const normalizedHeader = (cell: string) =>
  cell
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|\s/g, '')
    .toLowerCase()
