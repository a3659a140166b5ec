import { licenses as en } from '~/texts/en/licenses'
import { speak } from '~/texts/speak'
import { licenses as zh } from '~/texts/zh/licenses'

export const useLicensesTexts = speak(zh, en)
