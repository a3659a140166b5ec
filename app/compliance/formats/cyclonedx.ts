import { operatingSystem } from '../normal/words'
import { isObject, member, scalar, type Json, type JsonObject } from '../parsing/json'
import type { Format } from './format'
import { objectsIn } from './mac-applications'

const INSTALLED = ['application', 'operating-system', 'platform']

/** A CycloneDX bill of materials: its applications, operating systems and platforms; libraries are parts of them. */
export const cyclonedx: Format = {
  id: 'cyclonedx',
  shape: 'json',
  fits: (value) => isObject(value) && scalar(value.bomFormat) === 'CycloneDX',
  read(value, report) {
    if (!isObject(value)) return
    const components = componentsOf(value).filter(({ type }) => INSTALLED.includes(scalar(type) ?? ''))
    const system = components.find(({ type }) => type === 'operating-system')
    const subject = inside(value.metadata, 'component')
    const device = subject.type === 'device' ? scalar(subject.name) : null
    const time = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.exec(
      scalar(member(asObject(value.metadata), 'timestamp')) ?? '',
    )
    const computer = report.computer({
      identity: device ? 'agent' : 'none',
      name: device,
      os: system ? operatingSystem({ name: scalar(system.name), version: scalar(system.version) }) : null,
      collectedAt: time ? time[0] : null,
    })
    components.forEach((component, at) => {
      const tag = asObject(component.swid)
      report.software(computer, {
        row: at + 1,
        name: scalar(component.name) ?? scalar(tag.name),
        version: scalar(component.version),
        publisher: publisherOf(component),
        origin: tag.tagId === undefined ? 'report' : 'swid',
        packageId: scalar(tag.tagId) ?? scalar(component.purl) ?? scalar(component.cpe),
        hints: tag.patch === true ? ['update'] : [],
      })
    })
  },
}

const asObject = (value: Json | undefined): JsonObject => (isObject(value) ? value : {})
const inside = (value: Json | undefined, key: string): JsonObject => asObject(asObject(value)[key])

const componentsOf = (value: JsonObject): JsonObject[] =>
  objectsIn(value.components).flatMap((component) => [component, ...componentsOf(component)])

function publisherOf(component: JsonObject): string | null {
  const [author] = objectsIn(component.authors)
  return (
    scalar(component.publisher) ??
    scalar(inside(component, 'supplier').name) ??
    scalar(inside(component, 'manufacturer').name) ??
    scalar(component.author) ??
    scalar(author?.name)
  )
}
