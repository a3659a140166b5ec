import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Schema, Schemas } from './validating'

/** Folders of the extensions that our releases use, as in `../shared/data/ocds/extensions`. */
const extensions = [
  'bid',
  'lots',
  'enquiry',
  'requirements',
  'techniques',
  'awardCriteriaBreakdown',
  'selectionCriteria',
  'memberOf',
  'contract_buyer',
]

/** The standard's own schemas from a folder (`schema/`, `extensions/`), and our extension from `public/`. */
export async function readSchemas(folder: string, ours: string): Promise<Schemas> {
  const read = async (...path: string[]): Promise<Schema> => JSON.parse(await readFile(join(...path), 'utf8'))
  return {
    release: await read(folder, 'schema', 'release-schema.json'),
    releasePackage: await read(folder, 'schema', 'release-package-schema.json'),
    recordPackage: await read(folder, 'schema', 'record-package-schema.json'),
    versioned: await read(folder, 'schema', 'versioned-release-validation-schema.json'),
    patches: [
      ...(await Promise.all(
        extensions.map((name) => read(folder, 'extensions', name, 'release-schema.json')),
      )),
      await read(ours, 'ocds', 'extensions', 'muster_tiers', 'release-schema.json'),
    ],
  }
}
