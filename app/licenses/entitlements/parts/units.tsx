import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Moment } from '~/design/moment'
import { Table } from '~/design/table'
import { TextLink } from '~/design/text-link'
import { maskedKey } from '../../keys/masked'
import { useLicensesTexts } from '../../parts/texts'

type Covered = {
  unitNo: number | null
  computerId: string
  computerNo: string
  department: string | null
  reason: string
  release: string | null
}
type Assignment = {
  id: string
  unitNo: number
  computerId: string | null
  computerNo: string | null
  person: string | null
  since: Date
  mark: 'in_excess' | null
  keyId: string | null
  tail: string | null
}
type UnitsProps = {
  covered: readonly Covered[]
  assignments: readonly Assignment[]
  manages: boolean
  linked: boolean
}

type Row = {
  key: string
  unitNo: number | null
  assignment: Assignment | null
  covers: Covered[]
}

/** Each unit in use: to whom it is assigned, what it covers, and the tail of its key. */
export function Units({ covered, assignments, manages, linked }: UnitsProps) {
  const texts = useLicensesTexts().units
  const rows = rowsOf(covered, assignments)
  const computer = (id: string, no: string) =>
    linked ? <TextLink to={`/inventory/computers/${id}`}>{no}</TextLink> : no
  return (
    <Table
      caption={texts.caption}
      rows={rows}
      rowKey={({ key }) => key}
      total={rows.length}
      {...(manages &&
        assignments.length > 0 && {
          bulk: {
            actions: [{ move: 'return', label: texts.giveBack, icon: 'undo' as const }],
            nameOf: ({ unitNo }: Row) => texts.unit(unitNo ?? 0),
          },
        })}
      empty={<Empty title={texts.none} why={texts.noneWhy} icon="tag" />}
      columns={[
        {
          key: 'unit',
          head: texts.no,
          narrow: 'hidden',
          cell: ({ unitNo }) => (unitNo === null ? '–' : texts.unit(unitNo)),
        },
        {
          key: 'user',
          head: texts.user,
          narrow: 'title',
          cell: ({ assignment, covers }) =>
            assignment ? (
              <>
                {assignment.computerId
                  ? computer(assignment.computerId, assignment.computerNo ?? '')
                  : assignment.person}
                {assignment.mark && (
                  <span className="ml-2">
                    <Chip meaning="risk">{texts.inExcess}</Chip>
                  </span>
                )}
              </>
            ) : (
              covers.map((one, at) => (
                <span key={one.computerId}>
                  {at > 0 && ', '}
                  {computer(one.computerId, one.computerNo)}
                </span>
              ))
            ),
        },
        {
          key: 'how',
          head: texts.how,
          cell: ({ assignment, covers }) =>
            [
              assignment ? texts.assigned : null,
              ...new Set(covers.map(({ reason }) => texts.reasons[reason as 'pool'])),
              assignment && covers.length === 0 ? texts.idle : null,
            ]
              .filter(Boolean)
              .join(' · '),
        },
        {
          key: 'department',
          head: texts.department,
          narrow: 'hidden',
          cell: ({ covers }) =>
            [...new Set(covers.map(({ department }) => department))].filter(Boolean).join(', '),
        },
        {
          key: 'since',
          head: texts.since,
          type: 'date',
          narrow: 'hidden',
          cell: ({ assignment }) => assignment && <Moment at={assignment.since} day />,
        },
        {
          key: 'key',
          head: texts.key,
          narrow: 'hidden',
          cell: ({ assignment }) =>
            assignment?.keyId && <code className="figure text-sm">{maskedKey(assignment.tail)}</code>,
        },
      ]}
    />
  )
}

function rowsOf(covered: readonly Covered[], assignments: readonly Assignment[]): Row[] {
  const units = new Map<string, Row>()
  for (const assignment of assignments)
    units.set(`u${assignment.unitNo}`, {
      key: assignment.id,
      unitNo: assignment.unitNo,
      assignment,
      covers: [],
    })
  for (const one of covered) {
    const place = one.unitNo === null ? `c${one.computerId}` : `u${one.unitNo}`
    const row = units.get(place) ?? { key: place, unitNo: one.unitNo, assignment: null, covers: [] }
    row.covers.push(one)
    units.set(place, row)
  }
  return [...units.values()].toSorted((a, b) => (a.unitNo ?? 1e9) - (b.unitNo ?? 1e9))
}
