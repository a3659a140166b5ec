import { watches as en } from '~/texts/en/watches'
import { speak } from '~/texts/speak'
import { watches as zh } from '~/texts/zh/watches'

export const useWatchTexts = speak(zh, en)
