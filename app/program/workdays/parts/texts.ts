import { workdays as en } from '~/texts/en/workdays'
import { speak } from '~/texts/speak'
import { workdays as zh } from '~/texts/zh/workdays'

export const useWorkdaysTexts = speak(zh, en)
