import { useFormat } from '~/design/format'
import { Notice } from '~/design/notice'
import { TextLink } from '~/design/text-link'
import { startOf } from '~/kernel/workdays'
import { useLicensesTexts } from '../../parts/texts'
import type { listReplacementsOf } from '../queries.server'

type ReplacedProps = {
  replacements: Awaited<ReturnType<typeof listReplacementsOf>>
  /** Whether the reader may say which keys do not work. */
  markable: boolean
}

/** On the page of a license: the units that its vendor is to deliver anew, and the licenses that stand in the place of others. */
export function Replaced({ replacements, markable }: ReplacedProps) {
  const texts = useLicensesTexts().replaced
  const format = useFormat()
  return replacements.map(({ id, state, quantity, dueOn, resultId, resultNo }) => (
    <div key={id} className="mt-4">
      {state === 'open' ? (
        <Notice meaning="info" title={texts.coming(quantity, format.date(startOf(dueOn)))}>
          {markable ? texts.markFirst : texts.chosenFor}
        </Notice>
      ) : (
        <Notice meaning="ok" title={texts.by(quantity)}>
          {texts.to} <TextLink to={`/licenses/${resultId}`}>{resultNo}</TextLink>
        </Notice>
      )}
    </div>
  ))
}
