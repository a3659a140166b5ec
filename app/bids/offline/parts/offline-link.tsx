import { Link } from '@remix-run/react'
import { Section } from '~/design/section'
import { useOfflineTexts } from './texts'

/** The way around this site's scripts, for who does not trust or cannot run them. */
export function OfflineLink({ round, lot }: { round: string; lot: string }) {
  const texts = useOfflineTexts().page
  return (
    <Section title={texts.link} sentence={texts.linkWhy}>
      <ul className="space-y-1 text-sm">
        <li>
          <a href={`/rounds/${round}/sealing.txt`} className="text-accent underline">
            {texts.steps}
          </a>
        </li>
        <li>
          <Link to={`/rounds/${round}/lots/${lot}/bid/upload`} className="text-accent underline">
            {texts.title}
          </Link>
        </li>
      </ul>
    </Section>
  )
}
