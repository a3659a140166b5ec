import { awards as en } from '~/texts/en/awards'
import { speak } from '~/texts/speak'
import { awards as zh } from '~/texts/zh/awards'

export const useAwardTexts = speak(zh, en)
