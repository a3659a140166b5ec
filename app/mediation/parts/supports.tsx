import { Empty } from '~/design/empty'
import { Table } from '~/design/table'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useMediationTexts } from './texts'
import { useSupportColumns } from './support-columns'
import type { CaseSupport } from '../supports/supports.server'

type SupportsProps = { supports: readonly CaseSupport[]; heads: boolean; answer: Answer | undefined }

/** Who of support has read this case, when and why; its body's head lets them or not. */
export function Supports({ supports, heads, answer }: SupportsProps) {
  const { support: texts } = useMediationTexts()
  const shared = useSupportColumns<CaseSupport>()
  return (
    <Table
      caption={texts.title}
      rows={supports}
      rowKey={({ id }) => id}
      empty={<Empty title={texts.none} why={texts.noneWhy} icon="eye-off" />}
      columns={[
        { key: 'who', head: texts.who, narrow: 'title', cell: ({ who }) => who },
        ...shared,
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
