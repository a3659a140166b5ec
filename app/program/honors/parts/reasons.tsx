import { Notice } from '~/design/notice'
import type { Meaning } from '~/design/meaning'
import { useHonorTexts } from './texts'

type ReasonsProps = { meaning: Meaning; title: string; reasons: readonly string[]; cleanYears: number }

/** Why an enterprise is not eligible or was not honored, each reason as a sentence. */
export function Reasons({ meaning, title, reasons, cleanYears }: ReasonsProps) {
  const texts = useHonorTexts()
  const sentence = (reason: string) =>
    reason === 'blacklisted'
      ? texts.blacklisted(String(cleanYears))
      : texts.reasons[reason as keyof typeof texts.reasons]
  return (
    <div className="mb-6">
      <Notice meaning={meaning} title={title}>
        <ul className="list-disc pl-5">
          {reasons.map((reason) => (
            <li key={reason}>{sentence(reason)}</li>
          ))}
        </ul>
      </Notice>
    </div>
  )
}
