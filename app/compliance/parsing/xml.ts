import { SaxesParser } from 'saxes'
import { FileRefused, limits } from '../limits'

export type XmlElement = {
  name: string
  attributes: Record<string, string>
  children: XmlElement[]
  text: string
}

// The library's own table inherits from Object, so that `&toString;` would be one.
const predefined: Record<string, string> = Object.assign(Object.create(null), {
  amp: '&',
  gt: '>',
  lt: '<',
  quot: '"',
  apos: "'",
})

/**
 * XML as a tree. A DOCTYPE is borne without internal subset and never fetched; only predefined and numeric entities.
 * Refuses with `doctype-refused`, `entity-refused`, `too-deep`, `malformed`.
 */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser()
  parser.ENTITIES = predefined
  const open: XmlElement[] = []
  let root: XmlElement | null = null

  parser.on('doctype', (doctype) => {
    if (doctype.includes('[')) throw new FileRefused('doctype-refused')
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element: XmlElement = { name, attributes, children: [], text: '' }
    if (open.length >= limits.depth) throw new FileRefused('too-deep')
    if (open.length > 0) open.at(-1)!.children.push(element)
    else root = element
    open.push(element)
  })
  parser.on('text', append)
  parser.on('cdata', append)
  parser.on('closetag', () => {
    open.pop()
  })
  parser.on('error', ({ message }) => {
    throw new FileRefused(message.includes('undefined entity') ? 'entity-refused' : 'malformed')
  })

  function append(piece: string) {
    const element = open.at(-1)
    if (element) element.text += piece
  }

  parser.write(text).close()
  if (!root) throw new FileRefused('malformed')
  return root
}

export const childrenOf = (element: XmlElement | undefined, name: string): XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)

/** The text of a child; blank is absent. */
export const textOf = (element: XmlElement | undefined, name: string): string | null =>
  childOf(element, name)?.text.trim() || null

/** The name without its namespace prefix. */
export const localName = (element: XmlElement): string => element.name.slice(element.name.indexOf(':') + 1)

/** Every text and attribute value inside. */
export function* textsOf(element: XmlElement): Generator<string> {
  if (element.text.trim()) yield element.text
  yield* Object.values(element.attributes)
  for (const child of element.children) yield* textsOf(child)
}
