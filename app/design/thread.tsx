import type { ReactNode } from 'react'
import type { ChannelTone } from './channel'
import { Moment } from './moment'

export type Message = {
  id: string
  who: string
  /** Party, office, anonymous … */
  role?: string
  at: Date
  body: ReactNode
  /** Name and tone of the channel where several are shown together. */
  channel?: { name: string; tone: ChannelTone }
  /** Attachments, an answer's state. */
  foot?: ReactNode
}

/** `<Thread messages={[{ id, who, at, body }]} />`: what was written, in order, with its readers named. */
export function Thread({ messages }: { messages: readonly Message[] }) {
  return (
    <ol className="max-w-3xl space-y-5">
      {messages.map(({ id, who, role, at, body, channel, foot }) => (
        <li key={id} id={id} className={`border-l-4 pl-3 ${channel ? bars[channel.tone] : 'border-line'}`}>
          <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-ink-soft">
            <span className="text-base font-medium text-ink">{who}</span>
            {role && <span>{role}</span>}
            {channel && <span>· {channel.name}</span>}
            <span className="ml-auto">
              <Moment at={at} />
            </span>
          </p>
          <div className="max-w-prose whitespace-pre-line">{body}</div>
          {foot && <div className="mt-1 text-sm">{foot}</div>}
        </li>
      ))}
    </ol>
  )
}

const bars = { 1: 'border-series-1', 2: 'border-series-2', 3: 'border-series-3', 4: 'border-series-4' }
