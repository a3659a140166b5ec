import { Day } from '~/design/day'
import { Facts } from '~/design/facts'
import { Moment } from '~/design/moment'
import { Money } from '~/design/money'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useMarketTexts } from '../../parts/market-texts'
import { PlainText } from '../../parts/plain-text'

type Its = {
  sellerId: string
  seller: string
  visitId: string | null
  openedAt: Date
  facts: string
  evidence: string | null
  heard: string | null
  decisionNo: string | null
  authority: string | null
  ground: string | null
  decidedOn: string | null
  fine: bigint | null
  entryId: string | null
  outcome: string | null
}

/** What is known of a case, part by part, as it grew. */
export function CaseStory({ its }: { its: Its }) {
  const texts = useMarketTexts().case
  const parts = [
    [texts.facts, its.facts],
    [texts.evidence, its.evidence],
    [texts.heard, its.heard],
    [texts.ground, its.ground],
    [texts.outcome, its.outcome],
  ] as const
  return parts
    .filter(([, text]) => text)
    .map(([title, text]) => (
      <Section key={title} title={title}>
        <PlainText>{text!}</PlainText>
      </Section>
    ))
}

type CaseFactsProps = { its: Its; papers: readonly { id: string; name: string }[] }

/** Whom it is about, the decision with its paper, and what was proposed on it. */
export function CaseFacts({ its, papers }: CaseFactsProps) {
  const texts = useMarketTexts().case
  const items = [
    { label: texts.seller, value: <TextLink to={`/office/sellers/${its.sellerId}`}>{its.seller}</TextLink> },
    { label: texts.openedAt, value: <Moment at={its.openedAt} /> },
    {
      label: texts.visit,
      value: its.visitId && <TextLink to={`/office/visits/${its.visitId}`}>{texts.visit}</TextLink>,
    },
    { label: texts.decisionNo, value: its.decisionNo },
    { label: texts.authority, value: its.authority },
    { label: texts.decidedOn, value: its.decidedOn && <Day on={its.decidedOn} /> },
    { label: texts.fine, value: its.fine !== null && <Money fen={its.fine} /> },
    {
      label: texts.file,
      value:
        papers.length > 0 &&
        papers.map(({ id, name }) => (
          <TextLink key={id} to={`/files/${id}`} reloadDocument>
            {name}
          </TextLink>
        )),
    },
    {
      label: texts.entry,
      value: its.entryId && <TextLink to={`/office/blacklist/${its.entryId}`}>{texts.proposed}</TextLink>,
    },
  ]
  return <Facts items={items.filter(({ value }) => value)} />
}
