/** What of other people stands in a text and can be told by its form alone; names and addresses cannot. */
export const personalKinds = ['id_card', 'bank_card', 'phone', 'mail'] as const
export type PersonalKind = (typeof personalKinds)[number]

export type Found = { kind: PersonalKind; from: number; to: number }

/** How many of each kind were masked; kinds of which there are none are not there. */
export type MaskCounts = Partial<Record<PersonalKind, number>>

/**
 * ID-card numbers (GB 11643: 18 places, a real day, check digit by ISO 7064), bank cards (13 to 19 digits of a known issuer's
 * range, Luhn), phone numbers of mainland China and mail addresses, in full-width signs too; in the order of the text, none
 * over another.
 */
export function findPersonal(text: string): Found[] {
  const found: Found[] = []
  let plain = halfWidth(text)
  for (const kind of personalKinds)
    plain = plain.replaceAll(forms[kind], (its: string, from: number) => {
      if (!holds[kind](its)) return its
      found.push({ kind, from, to: from + its.length })
      return '*'.repeat(its.length)
    })
  return found.sort((a, b) => a.from - b.from)
}

/** The text with what was found made unreadable, every sign in its place; and how much that was. */
export function maskPersonal(text: string): { text: string; counts: MaskCounts } {
  const counts: MaskCounts = {}
  let [masked, found] = [text, findPersonal(text)]
  // What stands wall to wall shows its second half only when its first is masked.
  for (; found.length > 0; found = findPersonal(masked)) masked = maskOnce(masked, found, counts)
  return { text: masked, counts }
}

function maskOnce(text: string, found: readonly Found[], counts: MaskCounts): string {
  let masked = ''
  let at = 0
  for (const { kind, from, to } of found) {
    counts[kind] = (counts[kind] ?? 0) + 1
    masked += text.slice(at, from) + maskOf(kind, text.slice(from, to))
    at = to
  }
  return masked + text.slice(at)
}

// Each begins where a word begins and ends after so many signs: a file of one endless word is read once.
const forms: Record<PersonalKind, RegExp> = {
  id_card: /(?<![0-9A-Za-z])[1-9]\d{16}[\dXx](?![0-9A-Za-z])/g,
  bank_card: /(?<![0-9A-Za-z])\d(?:[ -]?\d){12,18}(?![0-9A-Za-z])/g,
  phone:
    /(?<![0-9A-Za-z])(?:(?:\+|00)86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![0-9A-Za-z])|(?<![0-9A-Za-z])\(?0\d{2,3}\)?[ -]?[2-9]\d{6,7}(?![0-9A-Za-z])/g,
  mail: /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}/g,
}

const holds: Record<PersonalKind, (its: string) => boolean> = {
  id_card: (its) => isDay(its.slice(6, 14)) && isChecked(its.toUpperCase()),
  bank_card: (its) => issuers.test(digitsOf(its)) && isLuhn(digitsOf(its)),
  phone: () => true,
  mail: () => true,
}

/** UnionPay, Visa, Mastercard, American Express, JCB, Maestro: other runs of digits are orders, serial numbers and the like. */
const issuers = /^(?:62|60|4|5[1-5]|2[2-7]|3[47]|35|81)/

const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

function isLuhn(digits: string) {
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const worth = Number(digit) * (at % 2 === 1 ? 2 : 1)
    return total + (worth > 9 ? worth - 9 : worth)
  }, 0)
  return sum % 10 === 0
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

const isChecked = (its: string) =>
  '10X98765432'[weights.reduce((sum, weight, at) => sum + weight * Number(its[at]), 0) % 11] === its[17]

function isDay(digits: string) {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number)
  const its = new Date(Date.UTC(year!, month! - 1, day))
  return year! >= 1850 && its.getUTCMonth() === month! - 1 && its.getUTCDate() === day
}

/** Full-width digits, letters and signs as their plain ones, each in its place. */
const halfWidth = (text: string) =>
  text.replaceAll(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))

const stars = (text: string) => text.replaceAll(/[^ -]/g, '*')

function maskOf(kind: PersonalKind, its: string) {
  if (kind !== 'mail') {
    const [head, tail] = kept[kind]
    return its.slice(0, head) + stars(its.slice(head, its.length - tail)) + its.slice(its.length - tail)
  }
  const at = halfWidth(its).indexOf('@')
  return (at > 1 ? its[0] : '') + '*'.repeat(at > 1 ? at - 1 : at) + its.slice(at)
}

/** How many signs stay readable at the head and the tail: enough to tell two of them apart, too few to use one. */
const kept: Record<Exclude<PersonalKind, 'mail'>, readonly [number, number]> = {
  id_card: [3, 2],
  bank_card: [0, 4],
  phone: [3, 2],
}
