import { web as en } from '~/texts/en/web'
import { web as zh } from '~/texts/zh/web'
import { speak } from '~/texts/speak'

export const useWebTexts = speak(zh, en)
