import { mergers as en } from '~/texts/en/mergers'
import { speak } from '~/texts/speak'
import { mergers as zh } from '~/texts/zh/mergers'

export const useMergersTexts = speak(zh, en)
