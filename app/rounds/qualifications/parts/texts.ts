import { qualifications as en } from '~/texts/en/qualifications'
import { speak } from '~/texts/speak'
import { qualifications as zh } from '~/texts/zh/qualifications'

export const useQualificationTexts = speak(zh, en)
