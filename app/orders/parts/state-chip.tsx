import { Chip } from '~/design/chip'
import type { Meaning } from '~/design/meaning'
import type { DeliveryNoteState, OrderState } from '../lifecycle'
import { useOrdersTexts } from './texts'

const ofOrder: Record<OrderState, Meaning> = {
  placed: 'attention',
  confirmed: 'attention',
  funded: 'info',
  delivered: 'attention',
  accepted: 'ok',
  completed: 'ok',
  declined: 'quiet',
  lapsed: 'quiet',
  expired: 'quiet',
  canceled: 'quiet',
  terminated: 'risk',
}

const ofNote: Record<DeliveryNoteState, Meaning> = {
  sent: 'attention',
  accepted: 'ok',
  rejected: 'risk',
  withdrawn: 'quiet',
}

export function OrderChip({ state }: { state: OrderState }) {
  return <Chip meaning={ofOrder[state]}>{useOrdersTexts().states[state]}</Chip>
}

export function NoteChip({ state }: { state: DeliveryNoteState }) {
  return <Chip meaning={ofNote[state]}>{useOrdersTexts().delivery.states[state]}</Chip>
}
