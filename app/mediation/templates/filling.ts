/** What of a case a template may name, in braces: `{number}`. */
export const placeholders = ['number', 'claimant', 'respondent', 'body', 'today'] as const
export type Filling = Readonly<Record<(typeof placeholders)[number], string>>

/** A template's text with what it names of the case; what it names otherwise is left as it stands. */
export const fill = (text: string, facts: Filling) =>
  text.replaceAll(/\{(\w+)\}/g, (all, name: string) => (facts as Record<string, string>)[name] ?? all)

/** What an editor begins with: a chosen template stands after what was there, and takes nothing away. */
export const begun = (there: string, template: string | undefined) =>
  [there.trimEnd(), template].filter(Boolean).join('\n\n')
