import { disclosures as en } from '~/texts/en/disclosures'
import { speak } from '~/texts/speak'
import { disclosures as zh } from '~/texts/zh/disclosures'

export const useDisclosureTexts = speak(zh, en)
