import { offline as en } from '~/texts/en/offline'
import { speak } from '~/texts/speak'
import { offline as zh } from '~/texts/zh/offline'

export const useOfflineTexts = speak(zh, en)
