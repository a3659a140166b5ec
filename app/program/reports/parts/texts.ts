import { reports as en } from '~/texts/en/reports'
import { reports as zh } from '~/texts/zh/reports'
import { speak } from '~/texts/speak'

export const useReportTexts = speak(zh, en)
