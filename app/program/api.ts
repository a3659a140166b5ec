/** What machines may read without signing in, by what it is about. `test/program/api.test.ts` holds it against the route map. */
export const api = {
  rounds: [
    'ocds/releases',
    'ocds/releases/:release.json',
    'ocds/records/:ocid.json',
    'rounds.csv',
    'rounds.atom',
    'rounds/:roundId/timeline.json',
    'rounds/:roundId/notice.json',
    'rounds/:roundId/sealing.txt',
    'rounds/:roundId/award/:proof.json',
  ],
  catalog: [
    'catalog.csv',
    'recommended.csv',
    'prices/products/:slug/history.csv',
    'prices/classes/:code/history.csv',
  ],
  compliance: [
    'blacklist.csv',
    'inspection-campaigns/:campaignId/draw.json',
    '.well-known/certificate-keys.json',
  ],
  program: ['honors.csv', 'surveys/:surveyId/results.csv'],
  mediation: ['mediators.csv', 'mediation/statistics.csv', 'mediation/vendors.csv'],
  audit: ['audit/checkpoint', 'audit/checkpoints/:size', 'audit/proof', 'audit/consistency'],
} as const

export type ApiPart = keyof typeof api
export type ApiPath = (typeof api)[ApiPart][number]

/** Public addresses that answer with something other than a page, yet are for people: files to keep, forms, live pages. */
export const forPeople = [
  'sign-out',
  'locale',
  'rounds/:roundId/live',
  'verify.html',
  'guest/:caseId/items/:itemId/versions/:version',
  'briefs/:no/pdf',
  'announcements/:announcementId/files/:fileId',
  'audit/leaf',
  'sitemap.xml',
]
