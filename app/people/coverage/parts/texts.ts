import { coverage as en } from '~/texts/en/coverage'
import { speak } from '~/texts/speak'
import { coverage as zh } from '~/texts/zh/coverage'

export const useCoverageTexts = speak(zh, en)
