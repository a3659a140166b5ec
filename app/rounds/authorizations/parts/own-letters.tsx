import { Empty } from '~/design/empty'
import { LinkButton } from '~/design/link-button'
import { Section } from '~/design/section'
import type { LetterRow } from '../queries.server'
import { LetterTable } from './letter-table'
import { useAuthorizationTexts } from './texts'

type OwnLettersProps = { letters: readonly LetterRow[]; adds: boolean; now: Date }

/** A vendor's own letters, with the way to another one. */
export function OwnLetters({ letters, adds, now }: OwnLettersProps) {
  const texts = useAuthorizationTexts()
  return (
    <Section
      id="authorizations"
      title={texts.own}
      sentence={texts.ownLead}
      actions={
        adds && (
          <LinkButton to="/qualification/authorizations/new" size="small" icon="plus">
            {texts.add}
          </LinkButton>
        )
      }
    >
      <LetterTable
        letters={letters}
        now={now}
        empty={<Empty icon="document" title={texts.empty} why={texts.emptyWhy} />}
      />
    </Section>
  )
}

/** A vendor's letters as the office reads them beside its qualification. */
export function VendorLetters({ letters, now }: Omit<OwnLettersProps, 'adds'>) {
  const texts = useAuthorizationTexts()
  return (
    <Section title={texts.own} count={letters.length}>
      <LetterTable
        letters={letters}
        now={now}
        empty={<Empty icon="document" title={texts.emptyOffice} why={texts.emptyOfficeWhy} />}
      />
    </Section>
  )
}
