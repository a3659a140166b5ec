import { prices as en } from '~/texts/en/prices'
import { speak } from '~/texts/speak'
import { prices as zh } from '~/texts/zh/prices'

export const usePriceTexts = speak(zh, en)
