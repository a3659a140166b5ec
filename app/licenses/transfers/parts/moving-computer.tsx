import { Software } from '~/catalog/parts/software-name'
import { Facts } from '~/design/facts'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useLicensesTexts } from '../../parts/texts'
import type { MovingComputer as Its } from '../queries.server'

type MovingComputerProps = {
  computer: Its
  receiverNo: string | null
  /** the reader's own computer: the one that leaves, or the one that came */
  link: string | null
}

/** Which computer changes hands, and what goes along with it. */
export function MovingComputer({ computer, receiverNo, link }: MovingComputerProps) {
  const texts = useLicensesTexts().transfers.computer
  const { no, name, serial, rights } = computer
  const label = name && name !== no ? `${no} · ${name}` : no
  return (
    <>
      <Section title={texts.title}>
        <Facts
          layout="row"
          items={[
            {
              label: texts.title,
              value: link ? <TextLink to={`/inventory/computers/${link}`}>{label}</TextLink> : label,
              ...(serial && { hint: serial }),
            },
            ...(receiverNo ? [{ label: texts.at, value: receiverNo }] : []),
          ]}
        />
      </Section>
      <Section title={texts.along} count={rights.length}>
        {rights.length === 0 && <p className="text-ink-soft">{texts.alongNone}</p>}
        <ul className="divide-y divide-line">
          {rights.map((right) => (
            <li key={right.no} className="py-2">
              <Software
                product={right}
                edition={right.edition}
                editionEn={right.editionEn}
                release={right.release}
              />{' '}
              <span className="figure text-ink-soft">{right.no}</span>
              {right.claimed && <span className="block text-sm text-ink-soft">{texts.claimed}</span>}
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
