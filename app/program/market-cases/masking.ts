/** Whom a case is about: what of it a published text must not tell. */
export type Named = {
  name: string
  uscc: string | null
  address: string
  website: string | null
  person: string
  phone: string | null
}

const idNumber = /(?<!\d)\d{17}[\dXx](?!\d)/g
const phone = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})(?!\d)/g
const uscc = /(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/g
const mail = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g
const personal = [idNumber, phone, uscc, mail]

/** The words by which somebody would be recognized; a name of one sign would hit half the text. */
const words = ({ name, uscc: code, address, website, person, phone: number }: Named) =>
  [name, code, address, website, person, number].filter(
    (word): word is string => (word?.trim().length ?? 0) > 1,
  )

/** What in a text tells who it is about: the party's own words, numbers of persons, phones, mails and codes. */
export function namesIn(text: string, named: Named): string[] {
  const own = words(named).filter((word) => text.includes(word))
  const found = personal.flatMap((pattern) => text.match(pattern) ?? [])
  return [...new Set([...own, ...found])]
}

/** The text with all of that replaced: a draft for the officer who writes the published case. */
export function masked(text: string, named: Named, party: string): string {
  const without = words(named)
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, word === named.name ? party : '**'), text)
  return personal.reduce((rest, pattern) => rest.replace(pattern, '**'), without)
}
