import { surveys as en } from '~/texts/en/surveys'
import { speak } from '~/texts/speak'
import { surveys as zh } from '~/texts/zh/surveys'

export const useSurveyTexts = speak(zh, en)
