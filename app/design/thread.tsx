import type { ReactNode } from 'react'
import { channelBars, type ChannelTone } from './channel'
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
        <li
          key={id}
          id={id}
          className={`border-l-4 pl-3 ${channel ? channelBars[channel.tone] : 'border-line'}`}
        >
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
