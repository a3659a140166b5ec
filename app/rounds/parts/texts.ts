import { rounds as en } from '~/texts/en/rounds'
import { speak } from '~/texts/speak'
import { rounds as zh } from '~/texts/zh/rounds'

export const useRoundsTexts = speak(zh, en)
