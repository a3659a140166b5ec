import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useMediationTexts } from './texts'
import { SupportChip } from './support-chip'
import type { CaseSupport } from '../supports/supports.server'

type SupportsProps = { supports: readonly CaseSupport[]; heads: boolean; answer: Answer | undefined }

/** Who of support has read this case, when and why; its body's head lets them or not. */
export function Supports({ supports, heads, answer }: SupportsProps) {
  const { support: texts } = useMediationTexts()
  return (
    <Table
      caption={texts.title}
      rows={supports}
      rowKey={({ id }) => id}
      empty={<Empty title={texts.none} why={texts.noneWhy} icon="eye-off" />}
      columns={[
        { key: 'who', head: texts.who, narrow: 'title', cell: ({ who }) => who },
        { key: 'reason', head: texts.reason, cell: ({ reason }) => reason },
        { key: 'asked', head: texts.askedAt, type: 'date', cell: ({ askedAt }) => <Moment at={askedAt} /> },
        {
          key: 'ends',
          head: texts.until,
          type: 'date',
          cell: ({ endsAt }) => (endsAt ? <Moment at={endsAt} /> : '–'),
        },
        {
          key: 'state',
          head: texts.state,
          type: 'chip',
          narrow: 'end',
          cell: (one) => <SupportChip support={one} />,
        },
        {
          key: 'deeds',
          head: '',
          narrow: 'detail',
          cell: ({ id, granted, runs }) =>
            heads && (
              <div className="flex flex-wrap gap-2">
                {(granted === null ? (['grant', 'decline'] as const) : runs ? (['end'] as const) : []).map(
                  (move) => (
                    <ConfirmMove
                      key={move}
                      move={move}
                      id={`${move}-${id}`}
                      look={move === 'grant' ? 'primary' : 'secondary'}
                      verb={texts.moves[move].verb}
                      title={texts.moves[move].title}
                      consequences={[...texts.moves[move].what]}
                      undo={{ possible: false, words: texts.moves[move].undo }}
                      answer={answer?.values.supportId === id ? answer : undefined}
                    >
                      <input type="hidden" name="supportId" value={id} />
                    </ConfirmMove>
                  ),
                )}
              </div>
            ),
        },
      ]}
    />
  )
}
