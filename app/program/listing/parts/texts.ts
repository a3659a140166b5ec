import { listing as en } from '~/texts/en/listing'
import { speak } from '~/texts/speak'
import { listing as zh } from '~/texts/zh/listing'

export const useListingTexts = speak(zh, en)
