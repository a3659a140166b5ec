const names = new Map<string, string>()

/** Makes a text a named prepared statement wherever it runs: parsed and planned once per connection (stack.md, trap 8). */
export function named(name: string, text: string): string {
  names.set(text, name)
  return text
}

/** The name of a text that was named; its absence makes an unnamed statement. */
export const nameOf = (text: string): string | undefined => names.get(text)
