import { isObject, member, scalar } from '../parsing/json'
import { entryOfJson, readAgent } from './agent'
import type { Format } from './format'

/** Inventory of the GLPI agent: one machine, sections under `content`, `partial` when it holds only some of them. */
export const glpiJson: Format = {
  id: 'glpi-json',
  shape: 'json',
  fits: (value) => isObject(value) && 'deviceid' in value && isObject(value.content),
  read(value, report) {
    if (!isObject(value) || !isObject(value.content)) return
    const content = value.content
    readAgent(
      {
        deviceId: scalar(value.deviceid),
        itemType: scalar(value.itemtype),
        partial: value.partial === true,
        section(name) {
          const section = member(content, name)
          if (isObject(section)) return [entryOfJson(section)]
          return Array.isArray(section) ? section.map((one) => entryOfJson(isObject(one) ? one : {})) : []
        },
      },
      report,
    )
  },
}
