import { openers as en } from '~/texts/en/openers'
import { speak } from '~/texts/speak'
import { openers as zh } from '~/texts/zh/openers'

export const useOpenerTexts = speak(zh, en)
