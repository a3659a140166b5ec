import { people as en } from '~/texts/en/people'
import { people as zh } from '~/texts/zh/people'
import { speak } from '~/texts/speak'

export const usePeopleTexts = speak(zh, en)
