import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import type { DeliveryNote, FoundOrder } from '../queries.server'
import { useOrdersTexts } from './texts'

/** Who handed over to whom, by when it is decided, and what was decided. */
export function NoteFacts({ note, order, now }: { note: DeliveryNote; order: FoundOrder; now: Date }) {
  const { delivery: texts, detail } = useOrdersTexts()
  const named = useNamed()
  const file = (id: string) => (
    <TextLink to={`/files/${id}`} reloadDocument>
      {texts.evidence}
    </TextLink>
  )
  return (
    <Section title={detail.facts}>
      <Facts
        items={[
          { label: detail.vendor, value: named(order.vendorName, order.vendorNameEn) },
          { label: detail.enterprise, value: named(order.enterpriseName, order.enterpriseNameEn) },
          { label: texts.sent, value: <Moment at={note.sentAt} /> },
          {
            label: texts.acceptDue,
            value:
              note.waits && note.state === 'sent' ? (
                texts.waits
              ) : (
                <Deadline at={note.acceptDue} now={now} met={note.decidedAt !== null} />
              ),
          },
          ...(note.decidedAt
            ? [
                {
                  label: texts.decided,
                  value: <Moment at={note.decidedAt} />,
                  ...(note.state === 'accepted' &&
                    note.decidedBy === null && { hint: texts.decidedBy.clock }),
                },
              ]
            : []),
          ...(note.reason ? [{ label: texts.reason, value: note.reason }] : []),
          ...(note.redeliveryDue
            ? [{ label: texts.redeliver, value: <Moment at={note.redeliveryDue} /> }]
            : []),
          ...(note.reasonFileId ? [{ label: texts.evidence, value: file(note.reasonFileId) }] : []),
          ...(note.subcontractor
            ? [{ label: texts.subcontractor, value: named(note.subcontractor, note.subcontractorEn) }]
            : []),
          ...(note.remark ? [{ label: texts.remark, value: note.remark }] : []),
        ]}
      />
    </Section>
  )
}
