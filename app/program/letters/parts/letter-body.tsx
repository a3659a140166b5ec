import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { Day } from '~/design/day'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { useMarketTexts } from '../../parts/market-texts'
import { PlainText } from '../../parts/plain-text'
import type { Letter } from '../queries.server'

/** The whole text of a letter, as it is signed. */
export function LetterBody({ text }: { text: string }) {
  return (
    <Section title={useMarketTexts().letter.text}>
      <div className="rounded border border-line px-4 py-3">
        <PlainText>{text}</PlainText>
      </div>
    </Section>
  )
}

/** Whose it is, until when, who signed it and how. */
export function LetterFacts({ letter }: { letter: Letter }) {
  const texts = useMarketTexts().letter
  const { seller, version, hash, signedBy, signedAt, witness, onTheSpot, expiresOn, reason } = letter
  const items = [
    { label: texts.seller, value: seller },
    { label: texts.version, value: version },
    { label: texts.expires, value: <Day on={expiresOn} /> },
    { label: texts.signedBy, value: signedBy },
    { label: texts.signedAt, value: signedAt && <Moment at={signedAt} /> },
    { label: texts.how, value: signedAt && (onTheSpot ? texts.spot(witness ?? '–') : texts.online) },
    { label: texts.reason, value: reason },
    { label: texts.hash, value: <Hash value={hash} /> },
  ]
  return <Facts items={items.filter(({ value }) => value)} />
}
