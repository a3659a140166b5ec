import { Table } from '~/design/table'
import { Section } from '~/design/section'
import { useMediationSiteTexts, useMediationTexts } from './texts'

export type RosterLine = {
  mediatorId: string
  name: string
  fields: string[]
  languages: string[]
  openCases: number
  maxOpen: number
  whyNot: 'body-license-expired' | 'mediator-inactive' | 'mediator-full' | null
}

type RosterProps = {
  roster: readonly RosterLine[]
  /** whom the case has asked before */
  asked?: readonly string[]
}

/** The mediators of a body with their fields, languages and load. */
export function Roster({ roster, asked = [] }: RosterProps) {
  const { roster: words } = useMediationSiteTexts()
  const all = useMediationTexts()
  const texts = all.mediator
  return (
    <Section title={texts.title} count={roster.length}>
      <Table
        caption={texts.title}
        rows={roster}
        rowKey={({ mediatorId }) => mediatorId}
        empty={null}
        columns={[
          { key: 'name', head: texts.title, cell: ({ name }) => name },
          {
            key: 'fields',
            head: texts.fields,
            cell: ({ fields }) =>
              fields.map((code) => words.fieldNames[code] ?? code).join(all.listComma) || '–',
          },
          {
            key: 'languages',
            head: texts.languages,
            cell: ({ languages }) =>
              languages.map((code) => texts.languageNames[code] ?? code).join(all.listComma),
          },
          {
            key: 'load',
            head: all.desk.load,
            cell: ({ mediatorId, openCases, maxOpen, whyNot }) =>
              asked.includes(mediatorId)
                ? texts.askedBefore
                : whyNot
                  ? texts.whyNot[whyNot]
                  : texts.load(String(openCases), String(maxOpen)),
          },
        ]}
      />
    </Section>
  )
}
