import { market as en } from '~/texts/en/market'
import { speak } from '~/texts/speak'
import { market as zh } from '~/texts/zh/market'

export const useMarketTexts = speak(zh, en)
