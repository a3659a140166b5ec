import { Deadline } from '~/design/deadline'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useAwardTexts } from '../../parts/texts'
import type { ListedInquiry } from '../queries.server'
import { InquiryChip } from './inquiry-chip'

/** The questions about low prices of a round, each with whose turn it is; nothing where none was asked. */
export function InquiryList({ inquiries, now }: { inquiries: readonly ListedInquiry[]; now: Date }) {
  const texts = useAwardTexts().inquiry
  const named = useNamed()
  if (inquiries.length === 0) return null
  return (
    <Section title={texts.list} count={inquiries.length} sentence={texts.listLead}>
      <Table
        caption={texts.list}
        rows={inquiries}
        rowKey={({ bidId }) => bidId}
        rowTo={({ bidId }) => `/bids/${bidId}/inquiry`}
        empty={null}
        columns={[
          {
            key: 'vendor',
            head: texts.vendor,
            narrow: 'title',
            cell: ({ vendor, vendorEn }) => named(vendor, vendorEn),
          },
          { key: 'lot', head: texts.lot, narrow: 'detail', cell: ({ code }) => code },
          {
            key: 'due',
            head: texts.due,
            type: 'date',
            narrow: 'detail',
            cell: ({ dueAt, repliedAt, decidedAt }) => (
              <Deadline at={dueAt} now={now} met={repliedAt !== null || decidedAt !== null} />
            ),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: ({ state }) => <InquiryChip state={state} />,
          },
        ]}
      />
    </Section>
  )
}
