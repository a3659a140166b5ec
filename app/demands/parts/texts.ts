import { demands as en } from '~/texts/en/demands'
import { speak } from '~/texts/speak'
import { demands as zh } from '~/texts/zh/demands'

export const useDemandsTexts = speak(zh, en)
