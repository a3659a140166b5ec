import { Chip } from '~/design/chip'
import { Deadline } from '~/design/deadline'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { useNamed } from '~/design/named'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { isAttempt } from '../attempts/attempt'
import type { Case } from '../queries.server'
import { type Period, shownPeriods } from '../periods'
import { useMediationTexts } from './texts'

type CaseFactsProps = {
  its: Case
  /** The case that it was split off. */
  parent: { id: string; number: string } | null
  /** Cases that were split off this one. */
  parts: readonly { id: string; number: string }[]
  periods: readonly Period[]
  now: Date
}

/** The side column: who, what about, how much, and every running period with its rule. */
export function CaseFacts({ its, parent, parts, periods, now }: CaseFactsProps) {
  const all = useMediationTexts()
  const texts = all.overview
  const named = useNamed()
  const running = shownPeriods(periods).filter(({ state }) => state === 'running' || state === 'paused')
  return (
    <>
      <Section title={texts.facts}>
        <Facts
          items={[
            { label: texts.claimant, value: named(its.claimantName, its.claimantNameEn) },
            { label: texts.respondent, value: named(its.respondentName, its.respondentNameEn) },
            { label: texts.body, value: named(its.bodyName, its.bodyNameEn) },
            { label: texts.type, value: all.types[its.type] },
            {
              label: texts.total,
              value: its.amount > 0n && <Money fen={its.amount} currency={its.currency} />,
            },
            { label: texts.filed, value: its.filedAt && <Moment at={its.filedAt} /> },
            { label: texts.phase, value: its.phase && all.phases[its.phase] },
            { label: texts.closed, value: its.closedAt && <Moment at={its.closedAt} /> },
            { label: texts.closeReason, value: its.closedAt && its.closeReason },
            {
              label: texts.certificate,
              value: isAttempt(its.state) && (
                <TextLink to={`/cases/${its.id}/attempt.pdf`} reloadDocument>
                  PDF
                </TextLink>
              ),
            },
            {
              label: texts.seat,
              value: its.roles
                .filter((role) => role !== 'clock')
                .map((role) => all.roles[role])
                .join(' · '),
            },
            {
              label: texts.parts,
              value: parts.length > 0 && (
                <>
                  {parts.map(({ id, number }) => (
                    <TextLink key={id} to={`/cases/${id}`} className="block">
                      {number}
                    </TextLink>
                  ))}
                </>
              ),
            },
            {
              label: texts.parent,
              value: parent && <TextLink to={`/cases/${parent.id}`}>{parent.number}</TextLink>,
            },
          ].filter(({ value }) => value)}
        />
      </Section>
      {running.length > 0 && (
        <Section title={texts.deadlines}>
          <ul className="space-y-3">
            {running.map(({ id, key, state, dueAt, provisional }) => (
              <li key={id}>
                <span className="flex flex-wrap items-center gap-x-2">
                  <span className="font-medium">{all.deadlines[key]}</span>
                  {state === 'paused' && <Chip meaning="quiet">{all.deadlineStates.paused}</Chip>}
                </span>
                {state === 'running' && <Deadline at={dueAt} now={now} />}
                {provisional && <p className="text-sm text-ink-soft">{texts.provisional}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
