import { Chip } from '~/design/chip'
import { buttonClass } from '~/design/button'
import { Facts } from '~/design/facts'
import { Hash } from '~/design/hash'
import { Icon } from '~/design/icons'
import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import type { Signed } from '../queries.server'
import { useOrdersTexts } from './texts'

type ContractSectionProps = {
  orderId: string
  contract: { number: string; version: number; hash: string; madeAt: Date }
  framework: { number: string } | undefined
  signed: readonly Signed[]
  /** The reader's side may confirm by stamped paper now. */
  seals: boolean
}

/** The text that binds both sides: its digest, its papers, and who has agreed to it. */
export function ContractSection({ orderId, contract, framework, signed, seals }: ContractSectionProps) {
  const { contract: texts, seal } = useOrdersTexts()
  return (
    <Section
      title={texts.title}
      id="contract"
      sentence={signed.length < 2 ? texts.draft : undefined}
      actions={
        <>
          {seals && (
            <LinkButton to={`/orders/${orderId}/sealed-scan`} size="small">
              {seal.title}
            </LinkButton>
          )}
          <ContractPapers orderId={orderId} />
        </>
      }
    >
      <Facts
        layout="row"
        items={[
          {
            label: texts.number,
            value: (
              <>
                <span className="figure">{contract.number}</span>{' '}
                <span className="text-ink-soft">
                  {texts.version} {contract.version} · <Moment at={contract.madeAt} />
                </span>
              </>
            ),
          },
          {
            label: texts.hash,
            value: (
              <>
                <Hash value={contract.hash} />{' '}
                <TextLink to={`/contracts/verify/${contract.hash}`} className="text-sm">
                  {texts.verify}
                </TextLink>
              </>
            ),
            hint: texts.hashHint,
          },
          ...(framework
            ? [
                {
                  label: texts.framework,
                  value: (
                    <a
                      href={`/orders/${orderId}/framework.pdf`}
                      className="figure text-accent underline underline-offset-3"
                    >
                      {framework.number}
                    </a>
                  ),
                },
              ]
            : []),
          { label: texts.confirmations, value: <Agreements signed={signed} /> },
        ]}
      />
    </Section>
  )
}

/** Both sides, and whether each has agreed to the present text. */
export function Agreements({ signed }: { signed: readonly Signed[] }) {
  const { contract: texts, sides } = useOrdersTexts()
  return (
    <ul className="space-y-1">
      {(['enterprise', 'vendor'] as const).map((side) => {
        const by = signed.find((one) => one.side === side)
        return (
          <li key={side} className="flex flex-wrap items-center gap-x-2">
            <Chip meaning={by ? 'ok' : 'attention'}>{sides[side]}</Chip>
            {by ? (
              <span>
                {by.person} · <Moment at={by.at} />{' '}
                <span className="text-ink-soft">{texts.method[by.method]}</span>
              </span>
            ) : (
              <span className="text-ink-soft">{texts.waiting}</span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** The paper in Chinese, and in both languages. */
export function ContractPapers({ orderId }: { orderId: string }) {
  const texts = useOrdersTexts().contract
  return (
    <>
      {(['zh', 'both'] as const).map((language) => (
        <a
          key={language}
          href={`/orders/${orderId}/contract.pdf?language=${language}`}
          className={`${buttonClass('secondary', 'small')} no-underline`}
        >
          <Icon name="download" />
          {language === 'zh' ? texts.pdfZh : texts.pdfBoth}
        </a>
      ))}
    </>
  )
}
