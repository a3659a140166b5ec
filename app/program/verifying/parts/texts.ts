import { verifying as en } from '~/texts/en/verifying'
import { speak } from '~/texts/speak'
import { verifying as zh } from '~/texts/zh/verifying'

export const useVerifyingTexts = speak(zh, en)
