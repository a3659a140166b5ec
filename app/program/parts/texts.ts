import { program as en } from '~/texts/en/program'
import { program as zh } from '~/texts/zh/program'
import { speak } from '~/texts/speak'

export const useProgramTexts = speak(zh, en)
