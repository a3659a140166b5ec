import { avJson } from './av-json'
import { avText } from './av-text'
import { chocoList } from './choco-list'
import { csv } from './csv'
import { cyclonedx } from './cyclonedx'
import type { Format } from './format'
import { glpiJson } from './glpi-json'
import { graphJson } from './graph-json'
import { macJson } from './mac-json'
import { macPlist } from './mac-plist'
import { macText } from './mac-text'
import { ocsXml } from './ocs-xml'
import { openauditJson, openauditXml } from './openaudit'
import { pipeTable } from './pipe-table'
import { reg } from './reg'
import { rowsJson } from './rows-json'
import { swid } from './swid'
import { wingetExport } from './winget-export'
import { wingetList } from './winget-list'
import { wmiList } from './wmi-list'

/**
 * The formats in the order of detection; the first that fits reads the file. A zip is opened before (members.ts), and an
 * array of strings is joined to lines (read.ts): what they hold is detected anew.
 */
export const formats: readonly Format[] = [
  glpiJson,
  wingetExport,
  macJson,
  graphJson,
  cyclonedx,
  openauditJson,
  avJson,
  rowsJson,
  ocsXml,
  openauditXml,
  macPlist,
  swid,
  reg,
  wmiList,
  wingetList,
  chocoList,
  macText,
  avText,
  csv,
  pipeTable,
]
