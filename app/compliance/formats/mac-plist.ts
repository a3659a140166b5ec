import { isObject, scalar, type Json, type JsonObject } from '../parsing/json'
import type { XmlElement } from '../parsing/xml'
import type { Format } from './format'
import { APPLICATIONS, objectsIn, readMac } from './mac-applications'

/** `system_profiler -xml SPApplicationsDataType`: a property list with one dictionary per data type. */
export const macPlist: Format = {
  id: 'mac-plist',
  shape: 'xml',
  fits: (root) => root.name === 'plist' && sectionsOf(root).some(isOf(APPLICATIONS)),
  read(root, report) {
    const sections = sectionsOf(root)
    readMac((dataType) => sections.filter(isOf(dataType)).flatMap(({ _items }) => objectsIn(_items)), report)
  },
}

const isOf = (dataType: string) => (section: JsonObject) => scalar(section._dataType) === dataType

function sectionsOf(root: XmlElement): JsonObject[] {
  const value = root.children[0] ? valueOf(root.children[0]) : null
  return isObject(value) ? [value] : objectsIn(value)
}

function valueOf({ name, text, children }: XmlElement): Json {
  if (name === 'array') return children.map(valueOf)
  if (name !== 'dict') return text
  const entries = children.flatMap((child, at): [string, Json][] => {
    const value = children[at + 1]
    return child.name === 'key' && value ? [[child.text, valueOf(value)]] : []
  })
  return Object.fromEntries(entries)
}
