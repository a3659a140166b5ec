import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Section } from '~/design/section'
import { Table } from '~/design/table'
import { TextArea } from '~/design/text-area'
import { type Answer, problemOf, valueOf } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { useAwardTexts } from '../../parts/texts'
import type { Scoring } from '../queries.server'

type Sheet = Scoring['sheets'][number]
type SheetsProps = { sheets: readonly Sheet[]; mayExcuse: boolean; answer: Answer | undefined }

/** Who scores in the round, and which sheets are in. */
export function Sheets({ sheets, mayExcuse, answer }: SheetsProps) {
  const texts = useAwardTexts().scoring
  const twoIn = sheets.filter(({ isIn }) => isIn).length >= 2
  return (
    <Section title={texts.sheets} count={sheets.length} sentence={texts.sheetsLead}>
      <Table
        caption={texts.sheets}
        rows={sheets}
        rowKey={({ personId }) => personId}
        empty={<Empty title={texts.noSheets} why={texts.noSheetsWhy} icon="scales" />}
        columns={[
          {
            key: 'evaluator',
            head: texts.evaluator,
            narrow: 'title',
            cell: ({ name, isMine }) => (
              <>
                {name}
                {isMine && <span className="ml-2 text-sm text-ink-soft">{texts.me}</span>}
              </>
            ),
          },
          {
            key: 'state',
            head: texts.state,
            type: 'chip',
            narrow: 'end',
            cell: (sheet) => <SheetState sheet={sheet} />,
          },
          ...(mayExcuse && twoIn
            ? [
                {
                  key: 'excuse',
                  head: '',
                  narrow: 'detail' as const,
                  cell: (sheet: Sheet) =>
                    !sheet.isIn && sheet.isDue && <Excuse sheet={sheet} answer={answer} />,
                },
              ]
            : []),
        ]}
      />
    </Section>
  )
}

function SheetState({ sheet: { isIn, isDue, excusedWhy } }: { sheet: Sheet }) {
  const texts = useAwardTexts().scoring
  if (isIn) return <Chip meaning="ok">{texts.states.in}</Chip>
  if (isDue) return <Chip meaning="info">{texts.states.filling}</Chip>
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Chip meaning="quiet">{excusedWhy === null ? texts.states.late : texts.states.excused}</Chip>
      <span className="text-sm text-ink-soft">{excusedWhy ?? texts.lateWhy}</span>
    </span>
  )
}

function Excuse({ sheet: { personId, name }, answer }: { sheet: Sheet; answer: Answer | undefined }) {
  const texts = useAwardTexts().scoring
  const mine = answer?.values.personId === personId ? answer : undefined
  return (
    <ConfirmMove
      move="excuse"
      id={`excuse-${personId}`}
      look="secondary"
      answer={mine}
      verb={texts.excuse}
      title={texts.excuseTitle(name)}
      consequences={[texts.excuseWhat]}
      undo={{ possible: false, words: texts.excuseUndo }}
    >
      <input type="hidden" name="personId" value={personId} />
      <TextArea
        name="why"
        id={`why-${personId}`}
        label={texts.excuseWhy}
        rows={2}
        maxLength={1000}
        defaultValue={valueOf(mine, 'why')}
        error={problemOf(mine, 'why')}
      />
    </ConfirmMove>
  )
}
