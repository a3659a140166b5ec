import { Link } from '@remix-run/react'
import { Chip } from '~/design/chip'
import { Empty } from '~/design/empty'
import { Matrix } from '~/design/matrix'
import { Section } from '~/design/section'
import type { Answer } from '~/web/answer'
import { ConfirmMove } from '~/web/confirm-move'
import { MoveReason } from '~/web/move-reason'
import { useCampaignTexts, useInspectionTexts } from '../../parts/texts'
import type { VerdictRow } from '../queries.server'
import { VerdictChip } from './verdict-chip'

type Check = {
  id: string
  orderNo: number
  computerNo: string
  name: string | null
  department: string | null
  reason: string | null
  setAside: boolean
  verdicts: readonly VerdictRow[]
}
type CheckListProps = {
  inspectionId: string
  checks: readonly Check[]
  categories: readonly string[]
  works: boolean
  answer: Answer | undefined
}

/** The drawn computers × the inspected categories; on the spot each leads to its sheet. */
export function CheckList({ inspectionId, checks, categories, works, answer }: CheckListProps) {
  const texts = useInspectionTexts().visit
  const words: Record<string, string> = useCampaignTexts().categories
  if (checks.length === 0)
    return (
      <Section title={texts.checks} count={0}>
        <Empty title={texts.noChecks} why={texts.noChecksWhy} icon="box" />
      </Section>
    )
  return (
    <Section
      title={texts.checks}
      count={checks.filter(({ setAside }) => !setAside).length}
      {...(works && { sentence: texts.checksHint })}
    >
      {works && (
        <Sheets inspectionId={inspectionId} checks={checks} total={categories.length} answer={answer} />
      )}
      <div className={works ? 'mt-4 max-sm:hidden' : ''}>
        <Matrix
          caption={texts.checks}
          corner={texts.computer}
          align="left"
          whole
          columns={categories.map((key) => ({ key, head: words[key] ?? key }))}
          rows={checks.map((check) => ({
            key: check.id,
            head: (
              <>
                <span className="figure">{check.computerNo}</span>
                <span className="block text-sm font-normal text-ink-soft">
                  {check.setAside ? texts.setAside : check.department}
                </span>
                {check.reason && (
                  <span className="block text-sm font-normal text-ink-soft">{check.reason}</span>
                )}
              </>
            ),
            cells: categories.map((category) => (
              <Cell key={category} verdict={check.verdicts.find((row) => row.category === category)} />
            )),
          }))}
        />
      </div>
    </Section>
  )
}

function Cell({ verdict }: { verdict: VerdictRow | undefined }) {
  const texts = useInspectionTexts()
  if (!verdict) return <span className="text-ink-soft">{texts.visit.unchecked}</span>
  return (
    <>
      <VerdictChip verdict={verdict.verdict} />
      {verdict.software && <span className="block text-sm">{verdict.software}</span>}
      {verdict.reason && <span className="block text-sm text-ink-soft">{verdict.reason}</span>}
      {verdict.evidenceIds.map((id, at) => (
        <a key={id} className="mr-2 text-sm text-accent underline" href={`/files/${id}`}>
          {texts.check.evidence(at + 1)}
        </a>
      ))}
    </>
  )
}

type SheetsProps = Pick<CheckListProps, 'inspectionId' | 'checks' | 'answer'> & { total: number }

function Sheets({ inspectionId, checks, total, answer }: SheetsProps) {
  const texts = useInspectionTexts().visit
  const replacing = answer?.values.move === 'replace-computer' ? answer.values.checkId : null
  return (
    <ul className="divide-y divide-line border-y border-line">
      {checks
        .filter(({ setAside }) => !setAside)
        .map(({ id, computerNo, name, department, verdicts }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
            <Link
              to={`/inspections/${inspectionId}/computers/${id}`}
              className="flex min-h-12 min-w-0 flex-1 items-center gap-3"
            >
              <span className="min-w-0">
                <span className="figure font-medium">{computerNo}</span>
                <span className="block text-sm text-ink-soft">
                  {[name, department].filter(Boolean).join(' · ')}
                </span>
              </span>
              <span className="ml-auto">
                {verdicts.length === 0 ? (
                  <Chip meaning="quiet">{texts.unchecked}</Chip>
                ) : (
                  <Chip meaning={verdicts.length >= total ? 'ok' : 'attention'}>
                    {texts.ticked(verdicts.length, total)}
                  </Chip>
                )}
              </span>
            </Link>
            <ConfirmMove
              move="replace-computer"
              id={`replace-${id}`}
              verb={texts.replaceComputer}
              look="quiet"
              title={texts.replaceComputerTitle(computerNo)}
              consequences={[texts.replaceComputerWhat]}
              undo={{ possible: false, words: texts.replaceComputerUndo }}
              answer={replacing === id ? answer : undefined}
            >
              <input type="hidden" name="checkId" value={id} />
              <MoveReason move="replace-computer" answer={answer} label={texts.reason} maxLength={600} />
            </ConfirmMove>
          </li>
        ))}
    </ul>
  )
}
