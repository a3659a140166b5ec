import { honors as en } from '~/texts/en/honors'
import { speak } from '~/texts/speak'
import { honors as zh } from '~/texts/zh/honors'

export const useHonorTexts = speak(zh, en)
