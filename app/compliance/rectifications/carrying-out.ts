import type { RectificationState } from '../lifecycle'

export type ItemState = 'open' | 'met' | 'evidenced'

/** How an item stands: by facts it is met, by its evidence someone has to judge; what facts undo is open again. */
export const itemState = (item: {
  met: boolean
  evidenceFileId: string | null
  note: string | null
}): ItemState => (item.met ? 'met' : item.evidenceFileId || item.note ? 'evidenced' : 'open')

/** Why the order may not be handed in; null when every item is met by facts or shown by evidence. */
export const whyNotHandIn = (items: readonly { state: ItemState }[]) =>
  items.some(({ state }) => state === 'open') ? 'items-open' : null

/** Why it may not be accepted; null when what facts can show they show. A document is for a person to judge. */
export const whyNotAccept = (items: readonly { state: ItemState; action: string }[]) =>
  items.some(({ state, action }) => (action === 'document' ? state === 'open' : state !== 'met'))
    ? 'items-not-met'
    : null

/** One extension, with a later day and a reason. */
export function whyNotExtend(
  its: { extended: boolean; dueOn: string; issuedBy: string | null },
  dueOn: string,
  officerId: string,
) {
  if (its.issuedBy === officerId) return 'extender-is-issuer'
  if (its.extended) return 'extended-already'
  return dueOn > its.dueOn ? null : 'extension-not-later'
}

const running: readonly RectificationState[] = ['issued', 'in_progress', 'submitted', 'returned']

export const isOverdue = ({ state, dueOn }: { state: RectificationState; dueOn: string }, today: string) =>
  running.includes(state) && state !== 'submitted' && dueOn < today
