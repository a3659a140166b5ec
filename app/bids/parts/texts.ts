import { bids as en } from '~/texts/en/bids'
import { speak } from '~/texts/speak'
import { bids as zh } from '~/texts/zh/bids'

export const useBidTexts = speak(zh, en)
