import { payments as en } from '~/texts/en/payments'
import { speak } from '~/texts/speak'
import { payments as zh } from '~/texts/zh/payments'

export const usePaymentsTexts = speak(zh, en)
