import { scorecards as en } from '~/texts/en/scorecards'
import { speak } from '~/texts/speak'
import { scorecards as zh } from '~/texts/zh/scorecards'

export const useScorecardTexts = speak(zh, en)
