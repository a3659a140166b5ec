import { Chip } from '~/design/chip'
import { Day } from '~/design/day'
import { TextLink } from '~/design/text-link'
import { useLicensesTexts } from '../../parts/texts'
import type { RenewalRow } from '../queries.server'

type SuccessorProps = { row: Pick<RenewalRow, 'successorId' | 'successorNo' | 'successorStarts' | 'gapDays'> }

/** What was delivered in place of a term that ended, and in red the days between them on which nothing covers. */
export function Successor({ row: { successorId, successorNo, successorStarts, gapDays } }: SuccessorProps) {
  const texts = useLicensesTexts().renewals
  if (successorId === null) return null
  return (
    <>
      <TextLink to={`/licenses/${successorId}`}>{successorNo}</TextLink> {texts.from}{' '}
      <Day on={successorStarts!} />
      {gapDays! > 0 && (
        <>
          {' '}
          <Chip meaning="risk">{texts.gapDays(gapDays!)}</Chip>
        </>
      )}
    </>
  )
}
