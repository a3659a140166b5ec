import type { Locale } from '~/kernel/locale'
import { recognition as en } from '~/texts/en/recognition'
import { inLanguage } from '~/texts/spoken'
import { recognition as zh } from '~/texts/zh/recognition'
import type { Known } from './share'

const percent = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)}%`)

/** The known share as a line of a paper: its label, and the share with the pack that recognized. */
export function knownIn({ known }: { known?: Known }, locale: Locale): [string, string][] {
  if (!known) return []
  const words = inLanguage(locale, zh, en).known
  return [[words.label, words.ofPack(percent(known.share), known.pack)]]
}

/** The same as whole sentences, with the measured quality. */
export function knownSentence({ share, rows, pack, precision, recall }: Known, locale: Locale): string {
  const words = inLanguage(locale, zh, en).known
  const lists = share === null ? words.noLists : words.share(percent(share), String(rows))
  return `${lists} ${words.measured(pack, percent(precision), percent(recall))}`
}

/** A column for files of figures: the share with the pack that recognized, alike in every row. */
export const knownColumn = ({ share, pack }: Known, locale: Locale) => ({
  head: shareHead(locale),
  cell: share === null ? null : inLanguage(locale, zh, en).known.ofPack(percent(share), pack),
})

export const shareHead = (locale: Locale) => inLanguage(locale, zh, en).known.label
export const shareCell = (share: number | null) => (share === null ? null : percent(share))
