import { Notice } from '~/design/notice'
import { TextLink } from '~/design/text-link'
import { useRoundTitle } from '../../parts/round-title'
import type { Qualification } from '../queries.server'
import { useQualificationTexts } from './texts'

/** The round for which a vendor looks at its checklist. */
export type AskedRound = {
  id: string
  number: string
  title: string
  titleEn: string | null
  version: number
}

type WhichVersionProps = {
  standing: Qualification | null
  round: AskedRound | null
  newest: number
  version: number
}

/** By which version of the criteria the checklist is read: a round's, the one in force, or a former one. */
export function WhichVersion({ standing, round, newest, version }: WhichVersionProps) {
  const texts = useQualificationTexts().version
  const titleOf = useRoundTitle()
  if (round)
    return (
      <div className="mb-6">
        <Notice meaning="info" title={texts.ofRound(String(version))}>
          {texts.ofRoundLead}{' '}
          <TextLink to={`/rounds/${round.id}`}>
            {round.number} {titleOf(round)}
          </TextLink>
          {' · '}
          <TextLink to="/qualification">{texts.toPresent}</TextLink>
        </Notice>
      </div>
    )
  if (standing?.state === 'qualified' && standing.criteriaVersion < newest)
    return (
      <div className="mb-6">
        <Notice meaning="info" title={texts.newer(String(newest), String(standing.criteriaVersion))}>
          {texts.newerLead}
        </Notice>
      </div>
    )
  return <p className="mb-4 text-sm text-ink-soft">{texts.by(String(version))}</p>
}
