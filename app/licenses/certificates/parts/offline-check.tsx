import { Code } from '~/design/code'
import { Section } from '~/design/section'
import { useCertificateTexts } from '../../parts/texts'

const command =
  'npm run --silent audit -- verify --certificate LC-2026-000001.pdf --keys certificate-keys.json'

/** How anybody checks a certificate without this platform: the file, the published keys, one command. */
export function OfflineCheck() {
  const texts = useCertificateTexts().offline
  return (
    <Section title={texts.title}>
      <p className="max-w-prose text-ink-soft">{texts.sentence}</p>
      <Code block copy>
        {command}
      </Code>
      <p className="mt-2">
        <a
          className="text-accent underline"
          href="/.well-known/certificate-keys.json"
          download="certificate-keys.json"
        >
          {texts.keys}
        </a>
      </p>
    </Section>
  )
}
