import { counted } from './counted'
import type { Spoken } from '../spoken'
import type { licensesMoving as model } from '../zh/licenses-moving'

export const licensesMoving: Spoken<typeof model> = {
  renewals: {
    title: 'Renewals',
    lead: 'Listed 90 days before the end. What is renewed or replaced becomes a draft of demand and joins the next round.',
    open: 'To decide',
    decided: 'Decided',
    none: 'Nothing to decide',
    noneWhy: 'Subscriptions appear here 90 days before they end, and we tell you.',
    held: (held, used) => `${counted(held, 'unit')}, ${used} in use`,
    lastPrice: (money) => `last unit price ${money}`,
    ends: 'Ends',
    renew: 'Renew',
    other: 'Replace or let go',
    replace: 'Replace',
    replaceBy: 'Replace by',
    drop: 'Let go',
    quantity: 'Units',
    reason: 'Reason',
    reasonHint: 'Why it is not needed any more',
    product: 'Product',
    outcome: 'Outcome',
    state: {
      open: 'To decide',
      renewed: 'Renewed',
      replaced: 'Replaced',
      dropped: 'Let go',
      lapsed: 'Lapsed undecided',
    },
  },
  trueUps: {
    title: 'True-ups',
    lead: 'When a gap is found while an award still holds its price, you can order at that price without waiting for a round. The asset manager checks the number, the approver confirms the order.',
    open: 'To decide',
    none: 'No true-up to decide',
    noneWhy: 'When a gap appears and its price is still held, it is listed here and you are told.',
    held: 'Prices still held',
    heldSentence:
      'Awards under which you bought: until the day shown you may add units at the present price.',
    noHeld: 'No price is held for you',
    noHeldWhy:
      'After you buy in a round, the price that its contract holds is listed here. Once it has ended, join the next round.',
    decided: 'Decided',
    product: 'Product',
    round: 'Round',
    bought: 'Bought',
    gap: 'Gap',
    price: 'Unit price',
    until: 'Held until',
    more: 'Add units',
    ask: 'Ask',
    waits: 'To decide',
    quantity: 'Units',
    edit: 'Change number',
    confirm: (n) => `Order ${counted(n, 'unit')}`,
    confirmTitle: 'Order at the held price?',
    confirmOrder: (n, amount) => `You order ${counted(n, 'unit')} from the awarded vendor for ${amount}.`,
    confirmNext: 'The order is placed at once; the vendor confirms it, then you pay and it is delivered.',
    confirmGap: (gap, n) => `After delivery the gap falls from ${gap} to ${Math.max(0, gap - n)}.`,
    confirmUndo: 'Once ordered, only a change or cancellation under the contract undoes it.',
    decline: 'Decline',
    reason: 'Reason',
    reasonHint: 'Why not at this price',
    waitsForApprover: 'Waits for the approver',
    gapNow: (n) => `Gap now: ${n}`,
    proposedUnits: (n) => `${counted(n, 'unit')} proposed`,
    editedBy: (who, n) => `${who} asks for ${n}`,
    sum: (n, price, amount) => `${n} × ${price} = ${amount}`,
    heldUntil: 'Price held until',
    outcome: 'Outcome',
    order: 'Order',
    at: 'When',
    state: {
      proposed: 'To check',
      edited: 'To confirm',
      confirmed: 'Ordered',
      declined: 'Declined',
      expired: 'Price ended',
    },
  },
  transfers: {
    title: 'Transfers',
    lead: 'Lend or give units that you do not use to another enterprise: it takes effect when they accept and your approver agrees, and both positions change at once.',
    offer: 'Give units',
    offerLead:
      'Choose the license and the number, and say on what ground. Nothing moves before they accept and your approver agrees.',
    none: 'No transfer yet',
    noneWhy:
      'Units lent within a group can come back; units transferred do not. What you give and receive is listed here.',
    nothingToGive: 'No units to give',
    nothingToGiveWhy:
      'Only unassigned units of a running license can be given. Pre-installed licenses stay with their computer, and evaluations cannot be given.',
    whichRight: 'License',
    right: (no, what, free, transferable) =>
      `${no} ${what}, ${free} free${transferable ? '' : ', publisher’s consent needed'}`,
    right1: 'From license',
    result: 'License at the receiver',
    units: 'Units',
    unitsHint: 'Assigned units must be returned first',
    kind: 'Kind',
    kinds: { allocation: 'Allocation', transfer: 'Transfer', computer: 'Computer' },
    kindHints: {
      allocation: 'Lent within a group, can come back',
      transfer: 'Theirs for good',
      computer: 'With what came with it',
    },
    uscc: 'Receiver’s unified social credit code',
    usccHint: 'The receiver must be a verified enterprise',
    ground: 'Ground',
    groundHint: 'For example the group relation, an agreement, a merger document',
    consent: 'Publisher’s consent',
    consentHint: 'Required unless the contract says that units may be transferred',
    receiverSees: 'The receiver will see the purchase record, unit price included, as proof of origin.',
    submit: 'Send to the receiver',
    from: 'Giver',
    to: 'Receiver',
    way: 'Between',
    givenTo: (who) => `To ${who}`,
    takenFrom: (who) => `From ${who}`,
    stateHead: 'State',
    offeredAt: 'Offered',
    course: 'Course',
    of: (n) => `Transfer of ${counted(n, 'unit')}`,
    declinedWhy: 'Reason for declining',
    state: {
      offered: 'Offered',
      accepted: 'Accepted by receiver',
      approved: 'In effect',
      declined: 'Declined',
      withdrawn: 'Withdrawn',
      returned: 'Returned',
    },
    where: {
      offered: (other, gives) =>
        gives
          ? `Waits for ${other} to accept.`
          : `${other} offers you these units. Please accept or decline.`,
      accepted: (other, gives) =>
        gives
          ? `${other} has accepted. Your approver decides, but not the person who offered.`
          : `Waits for the approver of ${other}.`,
      approved: (other, gives) =>
        gives ? `The units now stand with ${other}.` : `The units from ${other} now count for you.`,
      declined: () => 'No unit has moved.',
      withdrawn: () => 'The giver has withdrawn it. No unit has moved.',
      returned: (other, gives) => (gives ? `${other} has returned them.` : `Returned to ${other}.`),
    },
    computer: {
      offer: 'Hand over a computer',
      lead: 'A computer that goes to another enterprise takes along the licenses that came with it: in one move, once they accept and your approver agrees.',
      none: 'No computer to hand over',
      noneWhy:
        'Computers in use or spare that licenses are bound to are listed here. One without such licenses is moved out on its own page; bind a pre-installed license on the page of the license first.',
      which: 'Computer',
      option: (no, rights, forbidden) =>
        `${no}, ${counted(rights, 'license')} came with it${forbidden ? ', publisher’s consent needed' : ''}`,
      groundHint: 'For example a sale, an allotment, a merger',
      evidence: 'Proof of the new owner',
      evidenceHint: 'Contract of sale, allotment or invoice; both sides can read it',
      consentHint: 'Required where the license does not let it go with its computer',
      receiverSees:
        'The receiver will see number, serial number, licenses bound to it and their purchase records.',
      of: (no) => `Handover of computer ${no}`,
      title: 'Computer',
      along: 'Licenses that go along',
      alongNone: 'No license goes along with it now; check what is bound to it.',
      claimed: 'recorded by the holder, not verified',
      no: 'Asset number in your enterprise',
      noHint: 'If its serial number is in your register already, the number there stays',
      at: 'Asset number at the receiver',
      where: {
        offered: (other, gives) =>
          gives
            ? `Waits for ${other} to accept.`
            : `${other} offers you this computer with the licenses that came with it. Please accept or decline.`,
        accepted: (other, gives) =>
          gives
            ? `${other} has accepted. Your approver decides, but not the person who offered.`
            : `Waits for the approver of ${other}.`,
        approved: (other, gives) =>
          gives
            ? `The computer and its licenses now stand with ${other}.`
            : `The computer from ${other} and its licenses now stand with you.`,
        declined: () => 'Nothing has moved.',
        withdrawn: () => 'The giver has withdrawn it. Nothing has moved.',
        returned: () => 'Nothing has moved.',
      },
      accept: {
        verb: 'Accept the computer',
        title: 'Accept this computer?',
        what: (other) =>
          `Once the approver of ${other} agrees, it stands in your register with its licenses.`,
      },
      approve: {
        verb: 'Approve the handover',
        title: 'Hand over this computer?',
        what: (other) => `It leaves your register; the licenses bound to it go to ${other} with their keys.`,
        also: 'Other units assigned to it come back to you. Both positions change at once.',
        undo: 'A handover does not come back.',
      },
    },
    position: 'Effect on your position',
    positionSentence: 'By today’s figures.',
    installed: 'Installed',
    entitled: 'Entitled',
    gap: 'Gap',
    moves: {
      accept: {
        verb: (n) => `Accept ${counted(n, 'unit')}`,
        title: 'Accept these units?',
        what: (n, other) => `Once the approver of ${other} agrees, ${counted(n, 'unit')} will count for you.`,
        also: '',
        undo: 'Until then the giver may withdraw.',
      },
      approve: {
        verb: (n) => `Approve ${counted(n, 'unit')}`,
        title: 'Approve the transfer?',
        what: (n, other) => `${counted(n, 'unit')} will leave your license and count for ${other}.`,
        also: 'Free keys go along with the units and you can no longer reveal them. Both positions change at once.',
        undo: 'A transfer does not come back; an allocation is returned by the receiver.',
      },
      decline: {
        verb: () => 'Decline',
        title: 'Decline this transfer?',
        what: (_, other) => `${other} will see your reason.`,
        also: '',
        undo: 'It can be offered anew.',
      },
      withdraw: {
        verb: () => 'Withdraw',
        title: 'Withdraw this transfer?',
        what: (_, other) => `${other} will be told.`,
        also: '',
        undo: 'It can be offered anew.',
      },
      return: {
        verb: () => 'Return all units',
        title: 'Return these units?',
        what: (_, other) => `All units that are left go back to ${other}, and your position changes at once.`,
        also: 'Assigned units must be returned first.',
        undo: 'They can be allocated to you anew.',
      },
    },
  },
  reclaim: {
    title: 'Idle units',
    lead: 'Units that are assigned and not used. A suggestion only; select and return them at once.',
    why: 'Why',
    reasons: {
      'not-installed': 'not installed for 90 days',
      'computer-gone': 'computer is gone',
      'person-gone': 'person has left',
    },
    none: 'No idle units',
    noneWhy: 'Every assigned unit is used.',
  },
}
