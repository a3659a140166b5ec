import { isObject, type Json } from '../parsing/json'
import type { Format } from './format'
import { readObjects } from './rows-json'

/** A page of a Microsoft Graph collection, as Intune lists detected applications with their device counts. */
export const graphJson: Format = {
  id: 'graph-json',
  shape: 'json',
  fits: (value) => isObject(value) && Array.isArray(value.value) && value.value.some(hasDisplayName),
  read(value, report) {
    if (isObject(value) && Array.isArray(value.value)) readObjects(value.value, report)
  },
}

const hasDisplayName = (value: Json) => isObject(value) && 'displayName' in value
