import { mediation as en } from '~/texts/en/mediation'
import { mediationSite as siteEn } from '~/texts/en/mediation-site'
import { speak } from '~/texts/speak'
import { mediation as zh } from '~/texts/zh/mediation'
import { mediationSite as siteZh } from '~/texts/zh/mediation-site'

export const useMediationTexts = speak(zh, en)
export type MediationTexts = ReturnType<typeof useMediationTexts>

export const useMediationSiteTexts = speak(siteZh, siteEn)
