import * as z from 'zod'
import { categories, softwareClasses, type Product } from './result'

/** A person's decision about a publisher's title, as a tenant keeps it; the title is the stripped one. */
export const aliasSchema = z.object({
  publisher: z.string().nullable(),
  title: z.string().min(1),
  class: z.enum(softwareClasses),
  category: z.enum(categories).nullable().default(null),
  product: z.string().nullable().default(null),
  edition: z.string().nullable().default(null),
  release: z.string().nullable().default(null),
  household: z.boolean().default(false),
})

export type Alias = z.infer<typeof aliasSchema>

/** Looks up what a person said of exactly this publisher key and stripped title, whatever the case. */
export function aliasTable(
  aliases: readonly Alias[],
): (publisher: string | null, title: string) => Product | null {
  const table = new Map(aliases.map((alias) => [keyOf(alias.publisher, alias.title), alias]))
  return (publisher, title) => {
    const alias = table.get(keyOf(publisher, title))
    if (!alias) return null
    const { title: _, ...product } = alias
    return product
  }
}

const keyOf = (publisher: string | null, title: string) => `${publisher ?? ''}\n${title.toLowerCase()}`
