import type { Spoken } from '../speak'
import type { ordersChanges as model } from '../zh/orders-changes'

export const ordersChanges: Spoken<typeof model> = {
  changes: {
    title: 'Changes and cancellation',
    none: 'A new delivery date, end user, quantity or invoice data, or the end of the order, is proposed here and confirmed by the other side.',
    new: 'Propose a change',
    lead: 'Say what is to change and why. Once the other side confirms, it takes effect and the contract has a new version.',
    leadOffice: 'The office cancels or terminates at once; other changes are agreed between the two sides.',
    closed: 'This order cannot be changed now',
    closedWhy:
      'Changes are possible from the contract to the acceptance, invoice data until all is invoiced; a delivery that waits is decided first.',
    kind: 'What changes',
    kinds: {
      delivery_date: 'Delivery date',
      end_user: 'End user',
      quantity: 'Fewer units',
      cancel: 'Cancel the order',
      terminate: 'Terminate the contract',
      invoice_data: 'Invoice data',
    },
    states: {
      proposed: 'Waits for the other side',
      confirmed: 'In effect',
      refused: 'Not agreed',
      withdrawn: 'Withdrawn',
    },
    sides: { enterprise: 'Buyer', vendor: 'Vendor', office: 'Office' },
    effects: {
      delivery_date: 'The delivery is due on the new date.',
      end_user: 'The contract and the certificates name the new end user.',
      quantity:
        'The units given up are not delivered; money paid for them goes back, and the payment plan shrinks in proportion.',
      cancel: 'The order ends, all money goes back the way it came, and the demand opens again.',
      terminate:
        'What was not delivered is not delivered any more and its money goes back; what was accepted stays.',
      invoice_data: 'An invoice not issued yet and later ones carry the new data; issued ones stay.',
    },
    both: 'It takes effect when the other side confirms.',
    alone: 'It takes effect at once, without the other side.',
    asks: {
      delivery_date: (day: string) => `Deliver by ${day}.`,
      end_user: (name: string) => `The end user is ${name}.`,
      quantity: (line: string, less: string) => `${line}: ${less} fewer.`,
      invoice_data: (kind: string) =>
        `${kind} from now on, with these data of the buyer; its name and tax id stay.`,
      cancel: 'Cancel the whole order.',
      terminate: 'Terminate the contract; what is not delivered stays undelivered.',
    },
    deliverOn: 'New last day of delivery',
    endUser: 'End user',
    endUserHint: 'Full name of the organization that uses the licenses.',
    lessHint: (now: string, most: string) => `${now} now, at most ${most} fewer`,
    reason: 'Reason',
    reasonHint: 'The other side reads it.',
    submit: 'Send to the other side',
    waits: {
      enterprise: 'The vendor’s confirmation is awaited.',
      vendor: 'The buyer’s confirmation is awaited.',
      office: 'Both confirmations are awaited.',
    },
    asked: 'What is asked',
    proposedBy: 'Proposed by',
    proposedAt: 'Proposed',
    decidedAt: 'Decided',
    moves: { confirm: 'Confirm the change', refuse: 'Do not agree', withdraw: 'Withdraw the change' },
    questions: {
      confirm: 'Confirm this change?',
      refuse: 'Not agree to this change?',
      withdraw: 'Withdraw this change?',
    },
    stays: 'The order stays as it is; a change can be proposed again.',
    undo: 'This cannot be undone.',
  },
}
