import { LinkButton } from '~/design/link-button'
import { Moment } from '~/design/moment'
import { Section } from '~/design/section'
import { TextLink } from '~/design/text-link'
import { useOrdersTexts } from '../../parts/texts'
import type { OrderLine } from '../../queries.server'
import type { ListedChange } from '../queries.server'
import { ChangeChip, useChangeWords } from './change-words'

type ChangesSectionProps = {
  orderId: string
  changes: readonly ListedChange[]
  lines: readonly OrderLine[]
  /** The reader may propose one now. */
  proposes: boolean
}

/** Changes and cancellation of an order, each with its reason and what became of it. */
export function ChangesSection({ orderId, changes, lines, proposes }: ChangesSectionProps) {
  const texts = useOrdersTexts().changes
  const words = useChangeWords(lines)
  if (changes.length === 0 && !proposes) return null
  return (
    <Section
      title={texts.title}
      count={changes.length}
      id="changes"
      {...(changes.length === 0 && { sentence: texts.none })}
      actions={
        proposes && (
          <LinkButton to={`/orders/${orderId}/changes/new`} size="small">
            {texts.new}
          </LinkButton>
        )
      }
    >
      {changes.length > 0 && (
        <ul className="divide-y divide-line border-y border-line">
          {changes.map((change) => (
            <li key={change.id} className="py-3">
              <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <TextLink to={`/orders/${orderId}/changes/${change.id}`} className="font-medium">
                  {texts.kinds[change.kind]}
                </TextLink>
                <ChangeChip state={change.state} />
                <span className="text-sm text-ink-soft">
                  {texts.sides[change.proposedSide]} · <Moment at={change.proposedAt} />
                </span>
              </div>
              {words(change).map((sentence) => (
                <p key={sentence} className="mt-1">
                  {sentence}
                </p>
              ))}
              <p className="mt-1 text-ink-soft">
                {texts.reason}: {change.reason}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
