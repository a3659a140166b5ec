import { isObject, scalar, type Json } from '../parsing/json'
import type { Format } from './format'

/** `mdatp health --output json`: the state of Microsoft Defender on Linux and macOS. */
export const avJson: Format = {
  id: 'av-json',
  shape: 'json',
  fits: (value) => isObject(value) && value.$type === 'getHealthAllResult',
  read(value, report) {
    if (!isObject(value)) return
    const inner = (one: Json | undefined, key: string) => (isObject(one) ? one[key] : one)
    const enabled = inner(value.realTimeProtectionEnabled, 'value')
    const status = scalar(inner(value.definitionsStatus, '$type'))
    report.antivirus(report.computer({ identity: 'none' }), {
      row: 1,
      name: 'Microsoft Defender for Endpoint',
      publisher: 'Microsoft',
      version: scalar(value.appVersion),
      enabled: typeof enabled === 'boolean' ? enabled : null,
      upToDate: status === null ? null : status === 'upToDate',
      definitionsVersion: scalar(value.definitionsVersion),
      definitionsOn: dayOf(value.definitionsUpdated),
      expiresOn: dayOf(value.productExpiration),
    })
  },
}

/** The day, UTC, of a time in milliseconds, written as a number or as text. */
function dayOf(value: Json | undefined): string | null {
  const time = Number(scalar(value) ?? Number.NaN)
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? new Date(time).toISOString().slice(0, 10) : null
}
