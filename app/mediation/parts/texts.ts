import { mediation as en } from '~/texts/en/mediation'
import { mediationSite as siteEn } from '~/texts/en/mediation-site'
import { speak } from '~/texts/speak'
import { mediation as zh } from '~/texts/zh/mediation'
import { mediationSite as siteZh } from '~/texts/zh/mediation-site'
import type { Figure } from '../statistics/quarters'

export const useMediationTexts = speak(zh, en)
export type MediationTexts = ReturnType<typeof useMediationTexts>

export const useMediationSiteTexts = speak(siteZh, siteEn)

/** What a cell of a published figure stands for. */
export function useFigureWords() {
  const { states, promises } = useMediationTexts()
  const { statistics } = useMediationSiteTexts()
  const known: Record<string, Record<string, string>> = {
    ...statistics.cells,
    outcome: states,
    form: promises,
  }
  return (figure: Figure, cell: string) => known[figure]?.[cell] ?? cell
}
