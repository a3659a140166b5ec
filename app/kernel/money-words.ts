const digits = [...'零壹贰叁肆伍陆柒捌玖']
const within = ['', '拾', '佰', '仟']
const groups = ['', '万', '亿', '兆', '京']

/** Fen in the capital numerals of contracts and invoices 大写: 140950n → 人民币壹仟肆佰零玖元伍角整. */
export function inWords(fen: bigint): string {
  const size = fen < 0n ? -fen : fen
  return `人民币${fen < 0n ? '负' : ''}${yuanInWords(size / 100n)}${partInWords(size)}`
}

/** Groups of four digits; one 零 stands for all zeros inside a group or at the head of a lower one. */
function yuanInWords(yuan: bigint): string {
  const text = String(yuan)
  let words = ''
  let zeros = false
  for (let place = text.length - 1, at = 0; place >= 0; place--, at++) {
    const digit = Number(text[at])
    if (digit > 0) {
      words += (zeros && words ? '零' : '') + digits[digit] + within[place % 4]
      zeros = false
    } else zeros = true
    if (place % 4 === 0 && place > 0) {
      if (groupHasDigit(text, at)) {
        words += groups[place / 4]
        zeros = false // zeros at the end of a group are not read
      }
    }
  }
  return words && `${words}元`
}

const groupHasDigit = (text: string, last: number) =>
  /[1-9]/.test(text.slice(Math.max(0, last - 3), last + 1))

function partInWords(size: bigint): string {
  const jiao = Number((size / 10n) % 10n)
  const fen = Number(size % 10n)
  const yuan = size / 100n
  if (!jiao && !fen) return yuan ? '整' : '零元整'
  const afterZero = yuan > 0n && yuan % 10n === 0n
  const tenths = jiao ? `${afterZero ? '零' : ''}${digits[jiao]}角` : ''
  const hundredths = fen ? `${!jiao && yuan ? '零' : ''}${digits[fen]}分` : '整'
  return tenths + hundredths
}
