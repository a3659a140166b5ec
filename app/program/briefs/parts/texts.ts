import { briefs as en } from '~/texts/en/briefs'
import { briefs as zh } from '~/texts/zh/briefs'
import { speak } from '~/texts/speak'

export const useBriefTexts = speak(zh, en)
