import type { Software } from '../ledgers/ledger'
import { gapOf } from '../ledgers/sheets'
import type { SoftwareFigures, SourceType } from './figures'

/** The lines of the official form: the software of the asked categories as ledger 1 has it, each with its source types. */
export const softwareFigures = (
  software: readonly Software[],
  categories: readonly string[],
): SoftwareFigures[] =>
  software
    .filter(({ category }) => categories.includes(category))
    .toSorted(
      (a, b) =>
        categories.indexOf(a.category) - categories.indexOf(b.category) ||
        (a.no < b.no ? -1 : a.no > b.no ? 1 : 0),
    )
    .map((its) => ({
      no: its.no,
      productId: its.productId,
      nameZh: its.nameZh,
      nameEn: its.nameEn,
      category: its.category,
      domestic: its.domestic,
      version: its.version,
      versionEn: its.versionEn,
      sources: sourcesOf(its),
      sets: its.sets,
      licenses: its.licenses,
      installed: its.installed,
      covered: its.covered,
      gap: gapOf(its),
      amount: its.amount,
      licenseNos: its.licenseNos,
      validUntil: its.terms.includes('') ? null : (its.terms.toSorted().at(-1) ?? null),
      evidence: its.evidence,
    }))

/** As its licenses say; without any, what is pre-installed or free says so itself, and what nobody bought has none. */
function sourcesOf({
  sourceClass,
  sourceTypes,
}: Pick<Software, 'sourceClass' | 'sourceTypes'>): SourceType[] {
  if (sourceTypes.length > 0) return sourceTypes
  return sourceClass === 'commercial' ? [] : [sourceClass]
}
