import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { PlainText } from '../../parts/plain-text'
import { useHonorTexts } from './texts'

type File = { id: string; name: string; label: string }

/** What was attached, to be opened. */
export function Evidence({ files }: { files: readonly File[] }) {
  const texts = useHonorTexts()
  if (files.length === 0) return <p className="text-ink-soft">{texts.noEvidence}</p>
  return (
    <ul className="divide-y divide-line">
      {files.map(({ id, name, label }) => (
        <li key={id} className="py-2">
          <TextLink to={`/files/${id}`} reloadDocument>
            {name}
          </TextLink>
          {label && <span className="text-ink-soft"> · {label}</span>}
        </li>
      ))}
    </ul>
  )
}

/** What an enterprise says for itself, with its evidence. */
export function Handed({ statement, files }: { statement: string; files: readonly File[] }) {
  const texts = useHonorTexts()
  return (
    <>
      <Section title={texts.statement}>
        <PlainText>{statement}</PlainText>
      </Section>
      <Section title={texts.evidence} count={files.length}>
        <Evidence files={files} />
      </Section>
    </>
  )
}
