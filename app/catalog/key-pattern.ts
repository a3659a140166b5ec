/**
 * How keys of a product look, as its publisher prints them: `X` a letter or digit, `A` a letter, `9` a digit, hyphens,
 * dots and spaces as they stand, `|` between forms. `XXXXX-XXXXX|9999 9999`.
 */
export const keyPatternForm = /^[AX9][AX9 .-]{3,79}(\|[AX9][AX9 .-]{3,79}){0,4}$/

const symbols: Record<string, string> = { X: '[A-Z0-9]', A: '[A-Z]', '9': '[0-9]', '.': '\\.' }

/** Of fixed length and without a choice inside: no key makes it slow. */
export function keyPatternOf(pattern: string): RegExp {
  const forms = pattern.split('|').map((form) => [...form.trim()].map((one) => symbols[one] ?? one).join(''))
  return new RegExp(`^(?:${forms.join('|')})$`, 'i')
}
