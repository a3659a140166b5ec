export const passwordLength = { shortest: 12, longest: 128 }

/** The form in which a password is measured, hashed and compared. */
export const normalizedPassword = (password: string) => password.normalize('NFKC')

/**
 * Why this cannot be a password; null when it can. `names`: the organization's and the product's names in
 * every language, none of which may be part of it; `common`: what anyone would try first, in lower case.
 */
export function whyNotPassword(password: string, names: readonly string[], common: ReadonlySet<string>) {
  const text = normalizedPassword(password)
  const plain = text.toLowerCase()
  const length = [...text].length
  if (length < passwordLength.shortest) return 'password-too-short'
  if (length > passwordLength.longest) return 'password-too-long'
  if (common.has(plain)) return 'password-common'
  if (names.some((name) => name && plain.includes(normalizedPassword(name).toLowerCase())))
    return 'password-has-name'
  return null
}
