import { catalog as en } from '~/texts/en/catalog'
import { speak } from '~/texts/speak'
import { catalog as zh } from '~/texts/zh/catalog'

export const useCatalogTexts = speak(zh, en)
