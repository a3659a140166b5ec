import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { useNamed } from '~/design/named'
import { Table } from '~/design/table'
import type { TemplateRow } from '../templates/reading.server'
import { TemplateChip } from './template-chip'
import { useMediationTexts } from './texts'

type TemplatesProps = { bodyId: string; templates: readonly TemplateRow[] }

/** The templates of a body: those offered, and those that wait for a second person. */
export function Templates({ bodyId, templates }: TemplatesProps) {
  const { templates: texts } = useMediationTexts()
  const named = useNamed()
  return (
    <Table
      caption={texts.title}
      rows={templates}
      rowKey={({ id }) => id}
      rowTo={({ id }) => `/bodies/${bodyId}/templates/${id}`}
      empty={
        <Empty
          title={texts.empty}
          why={texts.emptyWhy}
          icon="document"
          action={<LinkButton to={`/bodies/${bodyId}/templates/new`}>{texts.write}</LinkButton>}
        />
      }
      columns={[
        {
          key: 'name',
          head: texts.name,
          narrow: 'title',
          cell: ({ nameZh, nameEn }) => named(nameZh, nameEn),
        },
        { key: 'kind', head: texts.kind, cell: ({ kind }) => texts.kinds[kind] },
        { key: 'version', head: texts.version, type: 'number', cell: ({ version }) => version },
        { key: 'writer', head: texts.writtenBy, cell: ({ writerName }) => writerName },
        {
          key: 'reviewed',
          head: texts.reviewedBy,
          cell: ({ reviewerName, reviewedAt }) =>
            reviewedAt ? (
              <>
                {reviewerName} · <Moment at={reviewedAt} day />
              </>
            ) : (
              '–'
            ),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: (template) => <TemplateChip {...template} />,
        },
      ]}
    />
  )
}
