import { useFormat } from '~/design/format'
import { TextLink } from '~/design/text-link'
import type { Known } from '../known/share'
import { useRecognitionTexts } from './texts'

/** `<KnownShare known={known} />`: the sentence that stands beside figures of compliance. */
export function KnownShare({ known: { share, rows, pack, precision, recall } }: { known: Known }) {
  const texts = useRecognitionTexts().known
  const format = useFormat()
  const percent = (value: number | null) => (value === null ? '–' : format.percent(value))
  return (
    <p className="mt-4 max-w-prose text-sm text-ink-soft">
      {share === null ? texts.noLists : texts.share(percent(share), format.number(rows))}{' '}
      <TextLink to="/recognition">{texts.measured(pack, percent(precision), percent(recall))}</TextLink>
    </p>
  )
}
