import measured from '../packs/measured.json' with { type: 'json' }
import { basePackData } from '../packs/base'
import { categories, type Category } from './result'

/** How well the base pack was measured to recognize; a test holds the kept figures to a measurement of this very pack. */
export const measuredQuality = () => measured

/** What the base pack knows: rules and products by category. */
export function knowledgeOf(): { category: Category; rules: number; products: number }[] {
  const rules = Map.groupBy(basePackData.rules, ({ category }) => category)
  return categories.map((category) => {
    const own = rules.get(category) ?? []
    return { category, rules: own.length, products: new Set(own.map(({ product }) => product)).size }
  })
}
