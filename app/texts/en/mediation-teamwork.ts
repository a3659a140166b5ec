import type { Spoken } from '../speak'
import type { mediationTeamwork as model } from '../zh/mediation-teamwork'

export const mediationTeamwork: Spoken<typeof model> = {
  teamwork: {
    title: 'Drafted together',
    lead: 'Work on it among yourselves, then send it as a joint message or an offer. Only your own side reads it.',
    kinds: { joint: 'Joint message', offer: 'Offer' },
    begin: { joint: 'Draft a message', offer: 'Draft an offer' },
    beginLead:
      'Everybody of your side can change what is kept here; before it is sent neither the mediator nor the other side sees it.',
    states: {
      open: 'Being drafted',
      waits: 'Waits for a second person',
      approved: 'Approved',
      posted: 'Sent',
      dropped: 'Given up',
    },
    empty: 'Nothing is being drafted.',
    kind: 'To become',
    editor: 'Last changed by',
    at: 'At',
    state: 'State',
    version: 'Version',
    words: 'Text',
    needsSecond: 'Somebody else of our side must approve it before it is sent',
    needsSecondWhy: 'Not whoever changed it last; what is changed after the approval needs another one.',
    alone: 'You are alone on your side; add a colleague under “People” to use this.',
    keep: 'Keep the draft',
    keepChange: 'Keep the change',
    second: 'Second person',
    seconds: { needed: 'Must approve', free: 'Not needed' },
    approve: 'Approve this version',
    approvedBy: 'Approved by',
    approvedAs: (name, version) => `${name} (version ${version})`,
    post: { joint: 'Send to the joint talks', offer: 'Send the offer' },
    postTitle: { joint: 'Send this to the joint talks?', offer: 'Send this offer?' },
    postWhat: {
      joint: 'Both sides, the mediator and the registrar read these words.',
      offer: 'The other side and the mediator see this offer, and it can be accepted while it stands.',
    },
    postName: 'It goes out in your name; who drafted it and how often it changed is not seen.',
    postUndo: { joint: 'It cannot be taken back.', offer: 'It can be withdrawn until it is answered.' },
    drop: 'Give up',
    dropTitle: 'Give up this draft?',
    dropWhat: 'It can neither be changed nor sent; your side still reads it.',
    dropUndo: 'Another one can be begun.',
    says: (why, mayApprove) =>
      why === 'shared-closed'
        ? 'It has ended and can only be read.'
        : why === 'second-needed'
          ? mayApprove
            ? 'It waits for you: read it, then approve.'
            : 'It can be sent once somebody else of your side has approved it.'
          : 'It can be sent, or changed further.',
  },
}
