import { audit as en } from '~/texts/en/audit'
import { speak } from '~/texts/speak'
import { audit as zh } from '~/texts/zh/audit'

export const useAuditTexts = speak(zh, en)
