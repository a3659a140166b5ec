import { directory as directoryEn } from '~/texts/en/directory'
import { people as en } from '~/texts/en/people'
import { directory as directoryZh } from '~/texts/zh/directory'
import { people as zh } from '~/texts/zh/people'
import { speak } from '~/texts/speak'

export const usePeopleTexts = speak(zh, en)
export const useDirectoryTexts = speak(directoryZh, directoryEn)
