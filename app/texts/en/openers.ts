import type { Spoken } from '../speak'
import type { openers as zh } from '../zh/openers'

export const openers: Spoken<typeof zh> = {
  draft: {
    lead: 'Three openers of different organizations each make a key in their own browser; any two of them open.',
    sealing: 'Who can open',
    modes: { openers: 'Openers', platform: 'The platform' },
    modeHints: {
      openers:
        'Bids are encrypted to the three openers in the vendor’s browser: neither the platform, nor its database administrator, nor any one opener can read them.',
      platform:
        'Quick rounds only: the platform encrypts what it receives; whoever operates it could read it. The notice says so.',
    },
    person: (no) => `Opener ${no}`,
    save: 'Save and go on',
    keys: 'Keys',
    keyOf: {
      none: 'waits for its holder to make the key',
      made: 'made, to be rehearsed',
      ready: 'rehearsed, ready',
    },
    ready: (n) => `${n} of 3 ready`,
    none: 'No openers named yet',
    noneWhy: 'Once named, openers are told to make a key on their own page and to rehearse it once.',
    fingerprint: 'Recipient',
  },
  key: {
    title: 'Opening key',
    sentence: {
      none: 'Make your key for this round on this computer, and keep its file and passphrase.',
      made: 'The key is made. Open the rehearsal envelope with the file you saved, to prove that you will be able to open.',
      ready: 'The key is rehearsed. Bring the file and the passphrase to the opening.',
      fixed: 'The notice is published; keys no longer change.',
    },
    no: 'Your number',
    noOf: (no) => `Opener ${no}`,
    round: 'Round',
    opens: 'Opening',
    recipient: 'Recipient (public)',
    make: 'Make the key',
    makeAgain: 'Make another key',
    makeLead:
      'The key comes into being in this browser alone; its file is saved to your computer, and the platform receives the public recipient only.',
    passphrase: 'Passphrase',
    passphraseHint: 'At least 12 characters, known to you alone; it cannot be recovered.',
    repeat: 'Passphrase again',
    passphraseShort: 'At least 12 characters.',
    passphraseDiffers: 'The two passphrases differ.',
    makeButton: 'Make the key and save its file',
    again: 'The former file is void at once; until publication the key can be made anew.',
    prove: 'Rehearsal',
    proveLead:
      'Choose the file you just saved and type the passphrase; the browser opens a rehearsal envelope sealed to you alone.',
    file: 'Key file',
    fileMissing: 'Choose the key file.',
    proveButton: 'Open the rehearsal envelope',
    cannotUnlock: 'The file does not open: another passphrase, or no key file.',
    otherKey: 'This file is not the key registered for this round.',
    working: 'Computing…',
    scripts: 'Making a key needs scripts; open this page in a browser that runs them.',
    keep: 'Keeping it',
    keepLines: [
      'Keep the file where only you can reach it, and a copy elsewhere.',
      'Never keep the passphrase beside the file.',
      'If one is lost, the other two openers still open together; if two are lost, nothing can be opened any more.',
    ],
    standard: 'The file is a standard age file; the age tool reads it:',
    demo: 'Demo market: download this opener’s key file; its passphrase is',
  },
  replacement: {
    title: 'Replace opening keys',
    lead: 'An opener cannot come or has lost the key: who takes the place makes and rehearses a new key first; then an addendum names the new recipient.',
    byPlatform: 'This round is sealed by the platform; it has no opening keys.',
    over: 'Bidding is closed or the round is suspended: keys can no longer be replaced.',
    places: 'Now and after the replacement',
    taking: (name, organization) => `To be replaced by: ${name} · ${organization}`,
    drop: 'Do not replace',
    name: '1. Name who takes the place',
    nameLead:
      'They are told to make and rehearse a key on their own page; the notice stays as it is until then.',
    place: 'Whose key is replaced',
    person: 'Who holds the new key',
    personHint:
      'The same person may, where a key was lost; the three openers must be of different organizations.',
    nameButton: 'Name and tell them',
    publish: '2. Publish the addendum',
    notReady: 'The addendum can be published once the new key is rehearsed.',
    publishLead:
      'The new keys are rehearsed. From the addendum on, the former keys open nothing sealed since.',
    material: 'This is a material addendum',
    consequences: [
      'Bids (both envelopes) and bundles were sealed to the former keys: all are invalidated, and vendors seal anew to the new recipients; a signature alone is not enough.',
      'Pledges with sealed conditions are sealed and signed anew; pledges without are reconfirmed by signature.',
      'The seed of the lottery is drawn anew in this browser and sealed to the new keys; its commitment stands in the new notice.',
      'Where too little time is left, closing moves by the days that an addendum requires; frozen pledges open again.',
    ],
    reason: 'Reason',
    reasonHint: 'Published with the addendum, for example “Opener 2 has lost the key”.',
    publishButton: 'Draw the seed and publish the addendum',
    scripts: 'Drawing and sealing the seed needs scripts; open this page in a browser that runs them.',
  },
}

export const openersRefusals = {
  'opener-unknown': 'One of them is no longer an opener: choose again.',
  'sealing-needs-openers': 'Only a quick round may be sealed by the platform.',
  'recipient-unknown': 'The recipient that the browser sent is of no use; make the key again.',
  'rehearsal-differs': 'That is not what the rehearsal holds: use the file of the key you made last.',
  'successor-not-ready': 'Who takes the place has not made and rehearsed the new key yet.',
  'keys-changed': 'Who takes the place, or the key, has just changed: check it and publish again.',
  'sealed-to-former-keys':
    'This was sealed to opening keys that have been replaced, so nobody could open it: seal it anew to the recipients of the new notice; a signature alone is not enough.',
  'keys-are-fixed': 'The notice is published; keys no longer change.',
}
