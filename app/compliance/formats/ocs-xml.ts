import { childOf, childrenOf, textOf } from '../parsing/xml'
import { entryOfXml, readAgent } from './agent'
import type { Format } from './format'

/** Inventory of OCS and FusionInventory agents: one machine, repeated sections under REQUEST/CONTENT. */
export const ocsXml: Format = {
  id: 'ocs-xml',
  shape: 'xml',
  dateOrder: 'dmy',
  fits: (root) => root.name === 'REQUEST' && childOf(root, 'CONTENT') !== undefined,
  read(root, report) {
    const content = childOf(root, 'CONTENT')
    readAgent(
      {
        deviceId: textOf(root, 'DEVICEID'),
        itemType: textOf(root, 'ITEMTYPE'),
        partial: textOf(root, 'PARTIAL') === '1',
        section: (name) => childrenOf(content, name.toUpperCase()).map(entryOfXml),
      },
      report,
    )
  },
}
