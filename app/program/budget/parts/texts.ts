import { budget as en } from '~/texts/en/budget'
import { speak } from '~/texts/speak'
import { budget as zh } from '~/texts/zh/budget'

export const useBudgetTexts = speak(zh, en)
