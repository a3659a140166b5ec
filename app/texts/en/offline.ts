import type { Spoken } from '../speak'
import type { offline as zh } from '../zh/offline'

export const offline: Spoken<typeof zh> = {
  page: {
    title: 'Upload a bid sealed offline',
    lead: 'Make both envelopes on your own computer with the standard age tool, without scripts of this site, then hand them in here.',
    steps: 'Steps, recipients and formats (sealing.txt)',
    over: 'This round takes no more bids.',
    files: {
      technical: 'Technical envelope (technical-envelope.json)',
      price: 'Price envelope (price-envelope.json)',
    },
    checked:
      'The platform checks format, size, hashes, notice and author; it cannot see what is inside. What you hand in replaces your former bid, with the same receipt as a bid sealed in the browser.',
    submit: 'Sign and hand in',
    link: 'Seal offline, without scripts of this site',
    linkWhy: 'Build the envelopes with the standard age tool, step by step, then upload them.',
  },
  text: {
    title: 'Seal a bid offline',
    lead: 'You need age (age-encryption.org, X25519 only), xxd and coreutils. A bid has two envelopes: technical and price.',
    closes: (at) => `Bids close: ${at}`,
    values: 'Values',
    author: 'the id of your organization (sign in and open this page again)',
    check: (url) =>
      `Check: the SHA-256 of ${url} must be noticeHash, and its openers must name the recipients above.`,
    plaintexts: 'Plaintexts (JSON in UTF-8)',
    plaintextRules: [
      'LOT and EDITION are ids from above. price is fen as a decimal string; quantities rise, prices do not, none above the reference price.',
      'In a round with comprehensive scoring, responses also answer each criterion under its code.',
    ],
    steps: 'Steps',
    own: '0. Your own recovery key, to open your own bid later:',
    frame: (most, size) =>
      `1. Frame: 32 random bytes, the length as 4 bytes big-endian, the JSON (at most ${most} bytes), zeros up to ${size} bytes:`,
    commitment: '2. commitment is the SHA-256 of the frame:',
    key: '3. The key of this envelope alone (exactly 74 characters in its file, no line break); the second line prints keyRecipient:',
    payload: (size) => `4. payload: encrypted to that key and to your recovery key, exactly ${size} bytes:`,
    wraps: (size) =>
      `5. wraps: encrypted to the opener with the higher number, then to the lower; exactly ${size} bytes each:`,
    envelope: (file) => `6. ${file}: put these values in (base64 -w0):`,
    copy: 'Your own copy (optional): shows your content on the page of the bid',
    copyHow: 'recovery is the key in own.txt; technical and price are the two .frame files in base64.',
    hand: 'Hand in',
    handRules: [
      'The platform checks format, size, hashes, notice and author, records the time of arrival and gives a receipt; it cannot open the envelopes.',
      'After an addendum noticeHash and recipients may be others: load this text again and seal anew.',
    ],
  },
}
