import type { Format } from './format'
import { glpiJson } from './glpi-json'
import { ocsXml } from './ocs-xml'

/** The formats in the order of detection; the first that fits reads the file. */
export const formats: readonly Format[] = [glpiJson, ocsXml]
