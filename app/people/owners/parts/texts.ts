import { owners as en } from '~/texts/en/owners'
import { speak } from '~/texts/speak'
import { owners as zh } from '~/texts/zh/owners'

export const useOwnersTexts = speak(zh, en)
