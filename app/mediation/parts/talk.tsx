import { Link } from '@remix-run/react'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { linkClass, TextLink } from '~/design/text-link'
import { Thread } from '~/design/thread'
import type { Answer } from '~/web/answer'
import { type CaseRole, type ChannelKind, isReleasable, sideIn, toneOf } from '../channels/kinds'
import { type CaseState, isClosed } from '../lifecycle'
import { Composer } from './composer'
import { useMediationTexts } from './texts'

type TalkProps = {
  its: { id: string; state: CaseState; roles: readonly CaseRole[] }
  kind: ChannelKind
  readers: readonly { id: string; name: string; side: string }[]
  messages: readonly Message[]
  released: readonly string[]
  /** Who of the platform's support reads here for a while. */
  support?: { who: string; endsAt: Date } | null
  draft: string
  /** Of an expert's channel: whose it is, whether it has ended, and what waits for the second word. */
  expert?: { no: number; name: string; ended: boolean; waiting: readonly string[]; mayRelease: boolean }
  /** It can only be read. */
  ended?: boolean
  answer: Answer | undefined
}
type Message = { id: string; no: number; name: string; side: string | null; at: Date; body: string }

/** One channel: who reads it, what was written, and, named and colored before a word is typed, where one writes. */
export function Talk({
  its,
  kind,
  readers,
  messages,
  released,
  support,
  draft,
  expert,
  ended = false,
  answer,
}: TalkProps) {
  const all = useMediationTexts()
  const texts = all.talk
  const format = useFormat()
  const { note } = all.channels[kind]
  const name = expert ? `${all.channels.expert.name} ${expert.no} · ${expert.name}` : all.channels[kind].name
  const id = `body-${kind}${expert ? `-${expert.no}` : ''}`
  const tone = toneOf[kind]
  const first = messages[0]
  const side = sideIn(its.roles)
  const releases = expert ? expert.mayRelease : isReleasable(kind) && side !== null && !ended
  return (
    <div className="space-y-6">
      {support && (
        <Notice meaning="info">{all.support.reader(support.who, format.dateTime(support.endsAt))}</Notice>
      )}
      {first && first.no > 1 && (
        <Link to={`?before=${first.no}`} className={linkClass} preventScrollReset>
          {texts.older}
        </Link>
      )}
      {messages.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="message" />
      ) : (
        <Thread
          messages={messages.map((message) => ({
            id: message.id,
            who: message.name,
            at: message.at,
            body: message.body,
            channel: { name, tone },
            ...(message.side && { role: all.roles[message.side as CaseRole] }),
            ...(releases &&
              !isClosed(its.state) && {
                foot: released.includes(message.id) ? (
                  <span className="text-ink-soft">{texts.released}</span>
                ) : (
                  (expert || message.side === side) && (
                    <TextLink to={`${message.id}/release`} relative="path">
                      {expert?.waiting.includes(message.id) ? texts.releaseWaits : texts.release}
                    </TextLink>
                  )
                ),
              }),
          }))}
        />
      )}
      {isClosed(its.state) || expert?.ended || ended ? (
        <p className="text-ink-soft">{texts.ended}</p>
      ) : (
        <Composer
          key={id}
          {...{ id, name, tone, readers, draft, answer }}
          note={`${note}${releases && !expert ? ` ${texts.rule}` : ''}`}
        />
      )}
    </div>
  )
}
