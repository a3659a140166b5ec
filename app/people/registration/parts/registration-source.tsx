import { TextLink } from '~/design/text-link'
import { useDirectoryTexts } from '../../parts/texts'

type Source = { id: string; fileName: string; line: number } | null

/** Where what we know of an enterprise comes from. */
export function RegistrationSource({ source }: { source: Source }) {
  const texts = useDirectoryTexts()
  return (
    <p className="mt-3 text-sm text-ink-soft">
      {source ? (
        <>
          {texts.source}{' '}
          <TextLink to={`/office/registration/${source.id}`}>
            {texts.sourceLine(source.fileName, String(source.line))}
          </TextLink>
        </>
      ) : (
        texts.sourceNone
      )}
    </p>
  )
}
