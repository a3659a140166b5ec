import { Chip } from '~/design/chip'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import type { Side } from '../channels/kinds'
import type { SharedRow } from '../teamwork/reading.server'
import { useMediationTexts } from './texts'

type Standing = Pick<SharedRow, 'state' | 'needsSecond' | 'isApproved'>

/** Whether a draft is still written, waits for a second person, is approved, went out or was given up. */
export function SharedChip({ state, needsSecond, isApproved }: Standing) {
  const { teamwork: texts } = useMediationTexts()
  if (state !== 'open') return <Chip meaning="quiet">{texts.states[state]}</Chip>
  if (isApproved) return <Chip meaning="ok">{texts.states.approved}</Chip>
  return needsSecond ? (
    <Chip meaning="attention">{texts.states.waits}</Chip>
  ) : (
    <Chip meaning="info">{texts.states.open}</Chip>
  )
}

type SharedDraftsProps = {
  at: { caseId: string; side: Side }
  drafts: readonly SharedRow[]
  talking: boolean
  open: boolean
}

/** What the side writes together before it goes out. */
export function SharedDrafts({ at: { caseId, side }, drafts, talking, open }: SharedDraftsProps) {
  const { teamwork: texts } = useMediationTexts()
  const base = `/cases/${caseId}/team/${side}/drafts`
  if (!open && drafts.length === 0) return null
  return (
    <Section
      title={texts.title}
      count={drafts.length}
      sentence={texts.lead}
      actions={
        open && (
          <>
            <LinkButton to={`${base}/new/joint`} size="small">
              {texts.begin.joint}
            </LinkButton>
            {talking && (
              <LinkButton to={`${base}/new/offer`} size="small">
                {texts.begin.offer}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <Table
        caption={texts.title}
        rows={drafts}
        rowKey={({ id }) => id}
        rowTo={({ id }) => `${base}/${id}`}
        empty={<p className="text-ink-soft">{texts.empty}</p>}
        columns={[
          { key: 'kind', head: texts.kind, narrow: 'title', cell: ({ kind }) => texts.kinds[kind] },
          { key: 'editor', head: texts.editor, cell: ({ editor }) => editor },
          { key: 'at', head: texts.at, type: 'date', cell: ({ editedAt }) => <Moment at={editedAt} /> },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: (row) => <SharedChip {...row} />,
          },
        ]}
      />
    </Section>
  )
}
