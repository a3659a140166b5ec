import type { Kysely } from 'kysely'
import type { Database } from '~db/schema'
import measured from '../packs/measured.json' with { type: 'json' }
import { basePackData } from '../packs/base'
import type { RecognitionPack } from './pack'
import { categories, type Category } from './result'
import type { Score } from './score'

/** How well the repository's pack was measured to recognize; a test holds the kept figures to a measurement of this very pack. */
export const measuredQuality = () => measured as Score

/** How well the pack in use was measured to recognize. */
export async function measurementInUse(db: Kysely<Database>): Promise<Score> {
  const row = await db
    .selectFrom('recognitionMeasurements as measurement')
    .innerJoin('recognitionPacks as pack', 'pack.id', 'measurement.packId')
    .select('figures')
    .where('pack.name', '=', basePackData.id)
    .where('pack.state', '=', 'active')
    .orderBy('measuredAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? (row.figures as unknown as Score) : measuredQuality()
}

/** What a pack knows: rules and products by category. */
export function knowledgeOf(
  pack: RecognitionPack,
): { category: Category; rules: number; products: number }[] {
  const rules = Map.groupBy(pack.rules, ({ category }) => category)
  return categories.map((category) => {
    const own = rules.get(category) ?? []
    return { category, rules: own.length, products: new Set(own.map(({ product }) => product)).size }
  })
}
