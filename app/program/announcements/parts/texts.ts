import { announcements as en } from '~/texts/en/announcements'
import { announcements as zh } from '~/texts/zh/announcements'
import { speak } from '~/texts/speak'

export const useAnnouncementTexts = speak(zh, en)
