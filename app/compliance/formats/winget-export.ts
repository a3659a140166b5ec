import { isObject, scalar, type Json, type JsonObject } from '../parsing/json'
import type { Format } from './format'
import { packageOf } from './winget-ids'

/** Packages that a winget source knows, by identifier alone; what it does not list may be installed all the same. */
export const wingetExport: Format = {
  id: 'winget-export',
  shape: 'json',
  fits: (value) =>
    isObject(value) &&
    (/winget-packages\.schema/.test(scalar(value.$schema) ?? '') ||
      packagesOf(value).some(({ id }) => id !== null)),
  read(value, report) {
    if (!isObject(value)) return
    const created = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/.exec(scalar(value.CreationDate) ?? '')
    const computer = report.computer({
      identity: 'none',
      platform: 'windows',
      partial: true,
      collectedAt: created ? created[0] : null,
    })
    packagesOf(value).forEach(({ id, source, version, scope }, at) => {
      report.software(computer, {
        row: at + 1,
        name: id,
        version,
        scope: scope === 'machine' || scope === 'user' ? scope : null,
        origin: packageOf(id, source).origin ?? 'winget',
        packageId: id,
        hints: ['identifier-only', 'partial-list'],
      })
    })
  },
}

function packagesOf({ Sources }: JsonObject) {
  return listOf(Sources).flatMap((source) => {
    const details = isObject(source.SourceDetails) ? source.SourceDetails : {}
    return listOf(source.Packages).map((one) => ({
      id: scalar(one.PackageIdentifier),
      version: scalar(one.Version),
      scope: scalar(one.Scope)?.toLowerCase() ?? null,
      source: scalar(details.Name),
    }))
  })
}

const listOf = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? value.map((one) => (isObject(one) ? one : {})) : []
