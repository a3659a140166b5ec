import { isObject } from '../parsing/json'
import type { Format } from './format'
import { APPLICATIONS, objectsIn, readMac } from './mac-applications'

/** `system_profiler -json SPApplicationsDataType`. */
export const macJson: Format = {
  id: 'mac-json',
  shape: 'json',
  fits: (value) => isObject(value) && Array.isArray(value[APPLICATIONS]),
  read(value, report) {
    if (isObject(value)) readMac((dataType) => objectsIn(value[dataType]), report)
  },
}
