import { inspectionDays as en } from '~/texts/en/inspection-days'
import { speak } from '~/texts/speak'
import { inspectionDays as zh } from '~/texts/zh/inspection-days'

export const useInspectionDaysTexts = speak(zh, en)
