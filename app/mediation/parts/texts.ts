import { mediation as en } from '~/texts/en/mediation'
import { speak } from '~/texts/speak'
import { mediation as zh } from '~/texts/zh/mediation'

export const useMediationTexts = speak(zh, en)
export type MediationTexts = ReturnType<typeof useMediationTexts>
