import { plans as en } from '~/texts/en/plans'
import { plans as zh } from '~/texts/zh/plans'
import { speak } from '~/texts/speak'

export const usePlanTexts = speak(zh, en)
