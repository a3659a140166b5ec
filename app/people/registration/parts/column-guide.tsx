import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { useDirectoryTexts } from '../../parts/texts'
import { neededColumns, registrationColumns, registrationNames } from '../columns'

/** Which columns an extract may have, by which heads, and what stands in them. */
export function ColumnGuide() {
  const texts = useDirectoryTexts().import
  return (
    <Section title={texts.columns} sentence={texts.columnsLead}>
      <Table
        caption={texts.columns}
        rows={registrationNames}
        rowKey={(column) => column}
        empty={null}
        columns={[
          { key: 'column', head: texts.column, cell: (column) => <code>{column}</code> },
          {
            key: 'names',
            head: texts.names,
            cell: (column) => registrationColumns[column].join(' · '),
          },
          {
            key: 'needed',
            head: texts.needed,
            type: 'chip',
            narrow: 'end',
            cell: (column) =>
              (neededColumns as readonly string[]).includes(column) && (
                <span className="text-sm font-medium">{texts.needed}</span>
              ),
          },
          { key: 'meaning', head: texts.meaning, cell: (column) => texts.meanings[column] },
        ]}
      />
      <div className="mt-3">
        <LinkButton to="/office/registration/template.csv" icon="download" reloadDocument>
          {texts.template}
        </LinkButton>
      </div>
    </Section>
  )
}
