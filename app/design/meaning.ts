import type { IconName } from './icons'

/** The five things a color may say; a word and an icon always say it too. */
export const meanings = ['ok', 'attention', 'risk', 'info', 'quiet'] as const
export type Meaning = (typeof meanings)[number]

export const iconOf: Record<Meaning, IconName> = {
  ok: 'check-circle',
  attention: 'alert',
  risk: 'cross',
  info: 'info',
  quiet: 'circle',
}

export const textOf: Record<Meaning, string> = {
  ok: 'text-ok',
  attention: 'text-attention',
  risk: 'text-risk',
  info: 'text-info',
  quiet: 'text-quiet',
}

/** Text, background and border together. */
export const toneOf: Record<Meaning, string> = {
  ok: 'border-ok-line bg-ok-soft text-ok',
  attention: 'border-attention-line bg-attention-soft text-attention',
  risk: 'border-risk-line bg-risk-soft text-risk',
  info: 'border-info-line bg-info-soft text-info',
  quiet: 'border-quiet-line bg-quiet-soft text-quiet',
}
