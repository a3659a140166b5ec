import type { apiTexts as zh, apiTitles as zhTitles } from '../zh/api'
import type { Spoken } from '../speak'

export const apiTexts: Spoken<typeof zh> = {
  title: 'Open interface',
  lead: 'Public data that is read without signing in. It may be reused freely; name the source.',
  rules: 'Conventions',
  ruleList: [
    'Read only, by GET; put a real number where a part of an address begins with a colon.',
    'JSON is UTF-8; amounts are integers in fen or yuan with two decimals, as the field’s name says; times carry their zone (ISO 8601).',
    'CSV is UTF-8 with a BOM and a head line, in the language of Accept-Language or of the language switch.',
    'OCDS lists have a hundred entries; the next address stands in the Link header (RFC 8288). A published release never changes and may be cached for long.',
    'Who asks too fast is answered 429 or 503, with Retry-After saying when to ask again.',
  ],
  example: 'Example',
  address: 'Address',
  what: 'What it answers',
  format: 'Format',
  parts: {
    rounds: 'Rounds and notices',
    catalog: 'Catalog and prices',
    compliance: 'Compliance and inspections',
    program: 'The office’s work',
    mediation: 'Mediation',
    audit: 'Audit log',
  },
  paths: {
    'ocds/releases': 'Open contracting data (OCDS 1.1) in the order of its release',
    'ocds/releases/:release.json': 'One release; it never changes',
    'ocds/records/:ocid.json': 'All releases of a round and the compiled one',
    'rounds.csv': 'The list of public rounds',
    'rounds.atom': 'Published rounds (Atom)',
    'rounds/:roundId/timeline.json': 'The public events of a round with their places in the signed log',
    'rounds/:roundId/notice.json': 'The published notice byte for byte, to compute its hash',
    'rounds/:roundId/sealing.txt': 'How an envelope is made without this site’s scripts',
    'rounds/:roundId/award/:proof.json': 'The award certificate or its input, to compute it again',
    'catalog.csv': 'The catalog of software',
    'recommended.csv': 'The recommended list',
    'prices/products/:slug/history.csv': 'Group prices of a product over time',
    'prices/classes/:code/history.csv': 'Group prices of a class of products over time',
    'blacklist.csv': 'The blacklist as it is public now',
    'inspection-campaigns/:campaignId/draw.json': 'Seed and frame of an inspection draw, to repeat it',
    '.well-known/certificate-keys.json': 'Public keys of license certificates (JWK)',
    'honors.csv': 'The demonstration units',
    'surveys/:surveyId/results.csv': 'What a survey found; hidden counts are empty',
    'mediators.csv': 'The roster of mediators',
    'mediation/statistics.csv': 'Frozen statistics of mediation; below 5 nothing is told',
    'mediation/vendors.csv':
      'What came of the cases against vendors with five ended ones and more, by quarter',
    'audit/checkpoint': 'The newest signed checkpoint',
    'audit/checkpoints/:size': 'The signed checkpoint of a size',
    'audit/proof': 'Proof that a leaf is in the log (?leaf=&size=)',
    'audit/consistency': 'Proof that the older log begins the newer (?from=&to=)',
  },
}

export const apiTitles: Spoken<typeof zhTitles> = { 'program.api': 'Open interface' }
