import { trainings as en } from '~/texts/en/trainings'
import { speak } from '~/texts/speak'
import { trainings as zh } from '~/texts/zh/trainings'

export const useTrainingTexts = speak(zh, en)
