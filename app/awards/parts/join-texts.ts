import { joins as en } from '~/texts/en/joins'
import { speak } from '~/texts/speak'
import { joins as zh } from '~/texts/zh/joins'

export const useJoinTexts = speak(zh, en)
