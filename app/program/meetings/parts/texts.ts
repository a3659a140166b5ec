import { meetings as en } from '~/texts/en/meetings'
import { meetings as zh } from '~/texts/zh/meetings'
import { speak } from '~/texts/speak'

export const useMeetingTexts = speak(zh, en)
