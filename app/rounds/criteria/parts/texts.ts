import { criteria as en } from '~/texts/en/criteria'
import { speak } from '~/texts/speak'
import { criteria as zh } from '~/texts/zh/criteria'

export const useCriteriaTexts = speak(zh, en)
