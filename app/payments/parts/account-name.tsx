import { TextLink } from '~/design/text-link'
import { usePaymentsTexts } from './texts'

/** The kind of an account in words, by its id. */
export function useAccountKind() {
  const kinds: Record<string, string> = usePaymentsTexts().ledger.kinds
  return (accountId: string) => kinds[accountId.split(':')[0]!] ?? accountId
}

/** Whose an account is, or which part of a provider's balance, in words. */
export function useAccountSubject() {
  const { pending, available, transit } = usePaymentsTexts().explorer
  const parts: Record<string, string> = { pending, available, transit }
  return ({ kind, subject }: { kind: string; subject: string | null }) =>
    kind === 'psp' && subject ? (parts[subject] ?? subject) : subject
}

/** An account as a link to its statement: its kind in words, and whose it is. */
export function AccountLink({ id, subject }: { id: string; subject?: string | null }) {
  const kindOf = useAccountKind()
  return (
    <TextLink to={`/office/ledger/${encodeURIComponent(id)}`} discover="none">
      {kindOf(id)}
      {subject && ` ${subject}`}
    </TextLink>
  )
}

/** What a posting is about, in words. */
export function useFactWord() {
  const facts: Record<string, string> = usePaymentsTexts().ledger.facts
  return (kind: string) => facts[kind] ?? kind
}
