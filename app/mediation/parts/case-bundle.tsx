import { Code } from '~/design/code'
import { Hash } from '~/design/hash'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { useMediationTexts } from './texts'

type CaseBundleProps = {
  caseId: string
  number: string
  taken: readonly { id: string; sha256: string; at: Date }[]
}

/** What a side may take along of its case, what is never in it, and how anybody checks it. */
export function CaseBundle({ caseId, number, taken }: CaseBundleProps) {
  const { bundle: texts } = useMediationTexts()
  return (
    <Section
      title={texts.title}
      sentence={texts.lead}
      actions={
        <LinkButton to={`/cases/${caseId}/bundle.zip`} reloadDocument icon="download" size="small">
          {texts.take}
        </LinkButton>
      }
    >
      <div className="grid max-w-3xl gap-x-8 gap-y-4 sm:grid-cols-2">
        <Parts title={texts.within} parts={texts.holds} />
        <Parts title={texts.without} parts={texts.lacks} />
      </div>
      <h3 className="mt-4 font-semibold">{texts.check}</h3>
      <p className="mb-2 text-ink-soft">{texts.checkLead}</p>
      <Code block copy>{`npm run --silent audit -- verify --bundle case-${number}.zip`}</Code>
      {taken.length > 0 && (
        <>
          <h3 className="mt-4 font-semibold">{texts.taken}</h3>
          <ul className="mt-1 space-y-1">
            {taken.map(({ id, sha256, at }) => (
              <li key={id} className="flex flex-wrap items-baseline gap-x-4">
                <Moment at={at} />
                <Hash value={sha256} short />
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}

function Parts({ title, parts }: { title: string; parts: readonly string[] }) {
  return (
    <div>
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc pl-5">
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </div>
  )
}
