export type MoneyRefusal =
  | 'money-missing'
  | 'money-form'
  | 'money-grouping'
  | 'money-places'
  | 'money-too-large'

// Currencies whose smallest unit is the unit itself; every other one counts hundredths.
const withoutMinorUnit = [
  'BIF',
  'CLP',
  'DJF',
  'GNF',
  'JPY',
  'KMF',
  'KRW',
  'MGA',
  'PYG',
  'RWF',
  'UGX',
  'VND',
  'VUV',
  'XAF',
  'XOF',
  'XPF',
]

const largest = 2n ** 63n - 1n // what a bigint column holds

export const minorDigits = (currency: string) => (withoutMinorUnit.includes(currency) ? 0 : 2)

/**
 * Reads what a person typed as yuan into fen: full-width digits, correct groups, optional ¥ or CNY, a sign.
 * Refuses with money-missing, money-grouping (`1,23`, `1.200,00`, `50,00`), money-places, money-too-large, money-form.
 */
export function parseMoney(text: string): bigint | MoneyRefusal {
  const plain = text.normalize('NFKC').replace('\u2212', '-').trim()
  if (plain === '') return 'money-missing'
  // A pattern that has to go back in a whole pasted file runs out of its stack.
  if (plain.length > 60) return 'money-form'
  const [, sign, amount] = /^(-?)\s*(?:¥|CNY|RMB)?\s*([\d.,]+)$/i.exec(plain) ?? []
  if (amount === undefined) return 'money-form'
  const [, yuan, fen = ''] = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(amount) ?? []
  if (yuan === undefined) return amount.includes(',') ? 'money-grouping' : 'money-form'
  if (fen.length > 2) return 'money-places'
  const size = BigInt(yuan.replaceAll(',', '') + fen.padEnd(2, '0'))
  if (size > largest) return 'money-too-large'
  return sign ? -size : size
}

/** Minor units as a plain decimal: 123456780n → `1234567.80`. */
export function toDecimal(amount: bigint, currency = 'CNY'): string {
  const places = minorDigits(currency)
  const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const part = places ? `.${digits.slice(-places)}` : ''
  return `${amount < 0n ? '-' : ''}${whole}${part}`
}

/** zh `¥1,234,567.80`, en `CNY 1,234,567.80` (no-break space); a decimal string goes through Intl unharmed. */
export function formatMoney(amount: bigint, locale: 'zh' | 'en', currency = 'CNY'): string {
  return formatter(locale, currency).format(toDecimal(amount, currency) as Intl.StringNumericLiteral)
}

const formatters = new Map<string, Intl.NumberFormat>()

function formatter(locale: 'zh' | 'en', currency: string) {
  const key = `${locale} ${currency}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-US', {
    style: 'currency',
    currency,
    currencyDisplay: locale === 'zh' ? 'symbol' : 'code',
  })
  formatters.set(key, made)
  return made
}

/**
 * Splits a total by weights so that nothing is lost: floors first, then one fen each to the largest
 * remainders, ties to the earlier. A negative total is the negated split. Weights summing to 0 are a bug.
 */
export function allocate(total: bigint, weights: readonly bigint[]): bigint[] {
  if (total < 0n) return allocate(-total, weights).map((share) => -share)
  const sum = weights.reduce((a, b) => a + b, 0n)
  if (sum <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('weights must be ≥ 0 and sum to more than 0')
  const shares = weights.map((weight) => (total * weight) / sum)
  const left = Number(total - shares.reduce((a, b) => a + b, 0n))
  const remainder = (place: number) => (total * weights[place]!) % sum
  const byRemainder = weights
    .map((_, place) => place)
    .sort((a, b) => {
      const difference = remainder(b) - remainder(a)
      return difference === 0n ? a - b : difference > 0n ? 1 : -1
    })
  for (const place of byRemainder.slice(0, left)) shares[place]! += 1n
  return shares
}
