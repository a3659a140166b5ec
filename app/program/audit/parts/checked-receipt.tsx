import { Facts } from '~/design/facts'
import { useFormat } from '~/design/format'
import { Hash } from '~/design/hash'
import { Notice } from '~/design/notice'
import { TextLink } from '~/design/text-link'
import { useAuditTexts } from './texts'

export type Checked = {
  kind: string
  round: string
  envelopeHash: string
  receivedAt: string
  index: number | null
  problems: string[]
}

/** What came of the check of a receipt. */
export function CheckedReceipt({ checked }: { checked: Checked }) {
  const { receipt: texts } = useAuditTexts()
  const format = useFormat()
  const words: Record<string, string> = texts.problems
  const { problems, index } = checked
  const early = problems.length === 1 && problems[0] === 'not-in-log-yet'
  return (
    <div className="mb-6 max-w-2xl space-y-4" role="status">
      {problems.length === 0 ? (
        <Notice meaning="ok" title={texts.holds}>
          {texts.holdsWhy}
        </Notice>
      ) : (
        <Notice meaning={early ? 'attention' : 'risk'} title={early ? texts.early : texts.fails}>
          <ul className="list-disc pl-5">
            {problems.map((problem) => (
              <li key={problem}>{words[problem] ?? problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Facts
        layout="row"
        items={[
          { label: texts.receivedAt, value: <code className="figure text-sm">{checked.receivedAt}</code> },
          { label: texts.envelopeHash, value: <Hash value={checked.envelopeHash} /> },
          {
            label: texts.place,
            value:
              index === null ? (
                texts.noPlace
              ) : (
                <TextLink to={`/audit/leaves/${index}`}>{format.number(index)}</TextLink>
              ),
          },
        ]}
      />
    </div>
  )
}
