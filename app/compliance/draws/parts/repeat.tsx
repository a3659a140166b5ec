import { Code } from '~/design/code'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import { useInspectionTexts } from '../../parts/texts'

/** How anyone draws once more, with this program or with nothing but a hash. */
export function Repeat({ id }: { id: string }) {
  const texts = useInspectionTexts().published
  return (
    <Section title={texts.again} sentence={texts.againWhat}>
      <div className="space-y-4">
        <LinkButton to={`/inspection-campaigns/${id}/draw.json`} icon="download" reloadDocument>
          {texts.download}
        </LinkButton>
        <Code block copy>{`npm run --silent audit -- draw draw-${id}.json`}</Code>
        <p className="text-ink-soft">{texts.byHand}</p>
        <ol className="max-w-prose list-decimal space-y-1 pl-5 text-ink-soft">
          {texts.hands.map((hand) => (
            <li key={hand}>{hand}</li>
          ))}
        </ol>
      </div>
    </Section>
  )
}
