import type { offline as zh } from '~/texts/zh/offline'
import type { Spoken } from '~/texts/speak'

export type OfflineWords = Spoken<typeof zh>['text']
