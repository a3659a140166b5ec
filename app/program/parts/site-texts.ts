import { glossary as enGlossary } from '~/texts/en/glossary'
import { site as en } from '~/texts/en/site'
import { speak } from '~/texts/speak'
import { glossary } from '~/texts/zh/glossary'
import { site as zh } from '~/texts/zh/site'

export const useSiteTexts = speak(zh, en)
export const useGlossary = speak(glossary, enGlossary)
