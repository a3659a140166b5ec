import { counted } from './counted'
import type { certificates as zh, certificatesRefusals as zhRefusals } from '../zh/certificates'
import type { Spoken } from '../spoken'

export const certificates: Spoken<typeof zh> = {
  title: 'Certificates of genuine licensing',
  lead: 'While general-purpose software has no gap and no open question, a signed certificate can be issued; anyone can check it.',
  list: 'Issued certificates',
  none: 'No certificate was issued yet',
  noneWhy: 'A certificate lists valid rights and their purchase records; no prices, keys or computers.',
  no: 'Certificate number',
  signed: 'Signed data',
  signedFile: 'Download JSON',
  issued: 'Issued',
  until: 'Valid until',
  state: 'State',
  states: { valid: 'Valid', expired: 'Expired', superseded: 'Superseded', revoked: 'Revoked' },
  reasons: {
    gap: 'a gap for more than thirty days',
    blacklist: 'blacklisted',
    merged: 'merged into another enterprise',
  },
  ready: 'Ready: no gap in general-purpose software, and inventories are complete.',
  hindered: 'No certificate can be issued now',
  noRights: 'There are no valid rights',
  toCompliance: 'To your compliance',
  hindrances: {
    gap: (name, units) => `${name} lacks ${units}`,
    unknown: (name, units) => `${name} has ${counted(units, 'open question')}`,
    not_inspected: (_, units) =>
      units > 0
        ? `${counted(units, 'computer')} without an inventory that still counts`
        : 'No computer is inventoried yet',
    blacklisted: () => 'No certificates while blacklisted',
  },
  issue: 'Issue a certificate',
  issueTitle: (items) => `Issue a certificate of ${counted(items, 'right')}?`,
  issueWhat: (until) => `The platform signs it; it is valid until ${until}.`,
  issueOld: (no) => `${no} is superseded by it.`,
  issueUndo: 'It can be revoked at any time.',
  revoke: 'Revoke the certificate',
  revokeTitle: (no) => `Revoke ${no}?`,
  revokeWhat: 'Online checks say revoked at once; take printed copies back.',
  revokeUndo: 'It cannot be brought back; a new one can be issued.',
  reason: 'Reason',
  verify: {
    title: 'Check a certificate',
    lead: 'Enter the number of the certificate, or scan its QR code.',
    hint: 'For example LC-2026-000001',
    submit: 'Check',
    states: {
      valid: 'The certificate is valid',
      expired: 'The certificate has expired',
      superseded: 'A newer certificate replaces it',
      revoked: 'The certificate was revoked',
    },
    why: {
      valid: 'Signed and issued by this platform; it holds today.',
      expired: 'Ask the enterprise for a new one.',
      superseded: 'The enterprise has a newer certificate; ask for that one.',
      revoked: 'It no longer holds.',
    },
    slow: 'Too many look-ups',
    slowWhy: 'At most 30 a minute; try again shortly. QR codes and files are still checked in your browser.',
    unknown: 'Not confirmed',
    unknownWhy: 'There is no certificate with this number, or its content is not what was issued.',
    unit: 'Enterprise',
    uscc: 'Credit code',
    counts: { os: 'Operating systems', office: 'Office', antivirus: 'Antivirus', other: 'Other software' },
    contracts: 'A contract instead?',
    toContracts: 'Check a contract',
  },
  offline: {
    title: 'Check offline',
    sentence:
      'You can check without this platform: take the PDF of the certificate (or the certificate.json inside it) and the published keys, and run the command below on any computer. Whether it was revoked, only this page tells.',
    keys: 'Download the public keys (certificate-keys.json)',
  },
  own: {
    genuine: 'The QR code is genuine',
    forged: 'The QR code is not genuine',
    other: 'The QR code is of another certificate',
    why: {
      genuine: 'Checked in your browser with the published key: nothing was changed.',
      forged: 'It was changed, or this platform never signed it.',
      other: 'Compare the number in the address.',
    },
  },
  paper: {
    title: 'Certificate of genuine software licensing',
    no: 'Number',
    unit: 'Enterprise',
    uscc: 'Credit code',
    issued: 'Issued',
    until: 'Valid until',
    known: 'Rows recognized',
    sentence:
      'On the day of issue the enterprise holds the following valid software rights; general-purpose software (operating systems, office, antivirus) has no gap.',
    check:
      'Scan the code or visit the checking page to see whether this certificate is genuine and still valid.',
    heads: {
      product: 'Software',
      edition: 'Edition',
      release: 'Release',
      quantity: 'Units',
      endsOn: 'Until',
      record: 'Record',
    },
    site: 'site',
    perpetual: 'perpetual',
  },
}

export const certificatesRefusals: Record<
  keyof typeof zhRefusals,
  string | ((facts: Record<string, string>) => string)
> = {
  'certificate-hindered': ({ en = '' }) =>
    en ? `No certificate now: ${en} with a gap or open questions.` : 'No certificate now; the page says why.',
  'certificate-empty': 'There are no valid rights to certify.',
}
