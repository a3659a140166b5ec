import type { ReactNode } from 'react'

export type ChannelTone = 1 | 2 | 3 | 4 | 5 | 6

type ChannelProps = {
  /** Who reads what is written here. */
  name: string
  note?: string
  /** One tone per channel of a page. */
  tone?: ChannelTone
  children: ReactNode
}

/** `<Channel name="To the registrar only" tone={2}>…</Channel>`: names the readers, with a color bar, before anything is typed. */
export function Channel({ name, note, tone = 1, children }: ChannelProps) {
  return (
    <section aria-label={name} className={`border-l-4 pl-4 ${channelBars[tone]}`}>
      <p className="font-semibold">{name}</p>
      {note && <p className="text-sm text-ink-soft">{note}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}

export const channelBars: Record<ChannelTone, string> = {
  1: 'border-series-1',
  2: 'border-series-2',
  3: 'border-series-3',
  4: 'border-series-4',
  5: 'border-series-5',
  6: 'border-series-6',
}
