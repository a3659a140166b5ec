import { localName } from '../parsing/xml'
import type { Format } from './format'

const ROLES = ['softwareCreator', 'licensor', 'distributor', 'aggregator']

/** A software identification tag, ISO/IEC 19770-2:2015. Who made the tag need not have made the software. */
export const swid: Format = {
  id: 'swid',
  shape: 'xml',
  fits: (root) => localName(root) === 'SoftwareIdentity',
  read(root, report) {
    const named = (name: string) => root.children.filter((child) => localName(child) === name)
    const publisher = ROLES.map((role) =>
      named('Entity').find(({ attributes }) => attributes.role?.split(/\s+/).includes(role)),
    ).find(Boolean)
    const { name = '', version = null, tagId = null, patch } = root.attributes
    const edition = named('Meta')
      .map(({ attributes }) => attributes.edition?.trim())
      .find(Boolean)
    const computer = report.computer({ identity: 'none' })
    report.software(computer, {
      row: 1,
      name: edition && !name.toLowerCase().includes(edition.toLowerCase()) ? `${name} ${edition}` : name,
      version,
      publisher: publisher?.attributes.name ?? null,
      origin: 'swid',
      packageId: tagId,
      hints: patch === 'true' ? ['update'] : [],
    })
  },
}
