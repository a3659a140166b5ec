// Unified social credit code 统一社会信用代码, GB 32100-2015; its inner organization code, GB 11714.
const symbols = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const orgWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const form = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

export type UsccAnswer = 'ok' | 'form' | 'check' | 'org-check'

/** As people write it: full width, lower case, spaced or hyphenated. */
export const normalizeUscc = (text: string) => text.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase()

/**
 * Whether the code can be one. `check` and `org-check` block until an officer overrides with a reason, for
 * some issued codes fail; a right check proves no existence.
 */
export function checkUscc(text: string): UsccAnswer {
  const code = normalizeUscc(text)
  if (!form.test(code)) return 'form'
  if (code[17] !== checkSymbol(code.slice(0, 17))) return 'check'
  if (code[16] !== orgCheckSymbol(code.slice(8, 16))) return 'org-check'
  return 'ok'
}

/** A code with both checks right, for seeds and tests: department and kind (2), district (6), organization (8). */
export function usccOf({
  kind = '91',
  district,
  organization,
}: {
  kind?: string
  district: string
  organization: string
}) {
  const body = kind + district + organization + orgCheckSymbol(organization)
  return body + checkSymbol(body)
}

function checkSymbol(body: string): string {
  const sum = weights.reduce((total, weight, place) => total + weight * symbols.indexOf(body[place]!), 0)
  return symbols[(31 - (sum % 31)) % 31]!
}

// This standard counts letters without gaps: A = 10 … Z = 35.
function orgCheckSymbol(body: string): string {
  const sum = orgWeights.reduce((total, weight, place) => total + weight * parseInt(body[place]!, 36), 0)
  const rest = 11 - (sum % 11)
  return rest === 10 ? 'X' : rest === 11 ? '0' : String(rest)
}
