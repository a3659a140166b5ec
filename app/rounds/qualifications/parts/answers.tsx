import { Facts } from '~/design/facts'
import { Section } from '~/design/section'
import { linkClass } from '~/design/text-link'
import { criteria } from '../form'
import type { Qualification } from '../queries.server'
import { useQualificationTexts } from './texts'

/** What the vendor has answered, with its paper. */
export function Answers({
  answers,
  fileId,
  fileName,
}: Pick<Qualification, 'answers' | 'fileId' | 'fileName'>) {
  const texts = useQualificationTexts()
  return (
    <Section title={texts.answers}>
      <Facts
        layout="row"
        items={[
          ...criteria.map((name) => ({
            label: texts.criteria[name],
            value: <p className="max-w-prose whitespace-pre-wrap">{answers[name] ?? texts.unanswered}</p>,
          })),
          {
            label: texts.evidence,
            value:
              fileId && fileName ? (
                <a className={linkClass} href={`/files/${fileId}`} download>
                  {fileName}
                </a>
              ) : (
                texts.noEvidence
              ),
          },
        ]}
      />
    </Section>
  )
}
