import { compile } from './record'
import type { Release } from './release'

type Publisher = { origin: string; name: string; uscc: string }

const github = (repository: string, version: string) =>
  `https://raw.githubusercontent.com/open-contracting-extensions/${repository}/${version}/extension.json`

/** The extensions that our releases use, by the commit or version that they were checked with. */
const extensionsAt = (origin: string) => [
  github('ocds_bid_extension', 'v1.1.5'),
  github('ocds_lots_extension', 'v1.1.5'),
  github('ocds_enquiry_extension', 'v1.1.5'),
  github('ocds_requirements_extension', 'b4f5ba94b46bded427f5cd771b53397d020f7ec5'),
  github('ocds_techniques_extension', '5568b00a8dd694a3d34441bdd9ef2bd3f9d44b11'),
  github('ocds_awardCriteriaBreakdown_extension', '9391240f353e8536992938fe9f7987cd89235331'),
  github('ocds_selectionCriteria_extension', '42109b4c5259f4a086744a4fd4f1ca4fd6ff1e7f'),
  github('ocds_memberOf_extension', '74b768251a05938cf1a5495832778ebb0770c447'),
  github('ocds_contract_buyer_extension', 'e9d393b46b77d7df9f18399408cb9c065efb6d13'),
  `${origin}/ocds/extensions/muster_tiers/extension.json`,
]

const head = ({ origin, name, uscc }: Publisher, uri: string, at: string) => ({
  uri,
  version: '1.1',
  publishedDate: at,
  publisher: { name, scheme: 'CN-USCC', uid: uscc },
  license: 'https://creativecommons.org/licenses/by/4.0/',
  extensions: extensionsAt(origin),
})

/** Releases as OCDS hands them on; the package is as old as its newest release, so that it never changes by itself. */
export const releasePackage = (
  publisher: Publisher,
  path: string,
  releases: readonly Release[],
  at: string,
) => ({
  ...head(publisher, publisher.origin + path, releases.at(-1)?.date ?? at),
  releases,
})

/** All releases of one round and what they come to together. */
export const recordPackage = (publisher: Publisher, path: string, releases: readonly Release[]) => ({
  ...head(publisher, publisher.origin + path, releases.at(-1)!.date),
  records: [{ ocid: releases[0]!.ocid, releases, compiledRelease: compile(releases) }],
})
