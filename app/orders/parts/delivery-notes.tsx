import { Deadline } from '~/design/deadline'
import { Empty } from '~/design/empty'
import { useFormat } from '~/design/format'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useVocabulary } from '~/texts/vocabulary'
import type { DeliveryNote, OrderLine } from '../queries.server'
import { NoteChip } from './state-chip'
import { useOrdersTexts } from './texts'

type DeliveryNotesProps = {
  notes: readonly DeliveryNote[]
  lines: readonly OrderLine[]
  side: 'enterprise' | 'vendor' | 'office'
  /** The reader may accept and reject. */
  decides: boolean
  /** The case for which notes wait, where the reader may see it. */
  dispute: { id: string; number: string } | null
  now: Date
}

/** What was handed over, note by note, with what became of it. */
export function DeliveryNotes({ notes, lines, side, decides, dispute, now }: DeliveryNotesProps) {
  const texts = useOrdersTexts().delivery
  return (
    <Section title={texts.title} count={notes.length} id="deliveries">
      {notes.length === 0 ? (
        <Empty title={texts.empty} why={texts.emptyWhy} icon="box" />
      ) : (
        <ul className="divide-y divide-line border-y border-line">
          {notes.map((note) => (
            <Note key={note.id} {...{ note, lines, side, decides, dispute, now }} />
          ))}
        </ul>
      )}
    </Section>
  )
}

type NoteProps = Omit<DeliveryNotesProps, 'notes'> & { note: DeliveryNote }

function Note({ note, lines, side, decides, dispute, now }: NoteProps) {
  const all = useOrdersTexts()
  const texts = all.delivery
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink to={`/deliveries/${note.id}/acceptance`} className="figure font-medium">
          {note.number}
        </TextLink>
        <NoteChip state={note.state} />
        <span className="text-sm text-ink-soft">
          {texts.sent} <Moment at={note.sentAt} />
        </span>
        <span className="ml-auto flex gap-2">
          {decides && note.state === 'sent' && (
            <LinkButton to={`/deliveries/${note.id}/acceptance`} size="small">
              {all.detail.decide}
            </LinkButton>
          )}
        </span>
      </div>
      <DeliveredLines note={note} lines={lines} keys={side === 'vendor' && isStanding(note)} />
      <p className="mt-1 text-sm text-ink-soft">
        {note.state === 'sent' && note.waits && (
          <>
            {texts.acceptDue}: {texts.waits}{' '}
            {dispute && <TextLink to={`/cases/${dispute.id}`}>{dispute.number}</TextLink>}
          </>
        )}
        {note.state === 'sent' && !note.waits && (
          <>
            {texts.acceptDue} <Deadline at={note.acceptDue} now={now} />
          </>
        )}
        {note.decidedAt && (
          <>
            {texts.decided} <Moment at={note.decidedAt} />
            {note.state === 'accepted' && note.decidedBy === null && ` · ${texts.decidedBy.clock}`}
          </>
        )}
        {note.redeliveryDue && note.state === 'rejected' && (
          <>
            {' · '}
            {texts.redeliver} <Moment at={note.redeliveryDue} />
          </>
        )}
      </p>
      {note.reason && (
        <p className="mt-1">
          <span className="text-ink-soft">{texts.reason}: </span>
          {note.reason}
        </p>
      )}
      {note.remark && <p className="mt-1 whitespace-pre-line">{note.remark}</p>}
    </li>
  )
}

const isStanding = ({ state }: DeliveryNote) => state === 'sent' || state === 'accepted'

type DeliveredLinesProps = {
  note: DeliveryNote
  lines: readonly OrderLine[]
  /** Offer the page on which the vendor seals the keys of a delivery. */
  keys?: boolean
}

/** The units of a note, line by line, with term and channel. */
export function DeliveredLines({ note, lines, keys = false }: DeliveredLinesProps) {
  const all = useOrdersTexts()
  const words = useVocabulary()
  const format = useFormat()
  const named = useNamed()
  return (
    <ul className="mt-1 space-y-0.5">
      {note.deliveries.map((delivery) => {
        const line = lines.find(({ id }) => id === delivery.orderLineId)
        return (
          <li key={delivery.id} className="flex flex-wrap gap-x-3">
            <span>
              {line && named(line.nameZh, line.nameEn)}{' '}
              <span className="text-ink-soft">{line && named(line.editionName, line.editionNameEn)}</span>
            </span>
            <span className="figure">× {format.number(delivery.quantity)}</span>
            <span className="figure text-ink-soft">
              {delivery.termStart} – {delivery.termEnd ?? all.acceptance.forever}
            </span>
            <span className="text-ink-soft">
              {words.channels[delivery.channel]}
              {delivery.licenseNo && ` · ${delivery.licenseNo}`}
            </span>
            {keys && <TextLink to={`/deliveries/${delivery.id}/keys`}>{all.delivery.toKeys}</TextLink>}
          </li>
        )
      })}
    </ul>
  )
}
