import type { Line } from '../decoding/lines'
import { channel, hintOf, isKnowledgeBase, isOemProductId } from '../normal/words'
import type { Hint } from '../record'
import type { Format } from './format'
import { keysOf, type RegistryKey } from './registry'
import type { Report } from './report'

const HEADER = /^(?:Windows Registry Editor Version 5\.00|REGEDIT4)\s*$/
const UNINSTALL = /\\Uninstall\\([^\\]+)$/i
const REGISTRATION = /\\Office\\[\d.]+\\Registration\\([^\\]+)$/i

/** A registry export: the uninstall keys are software, the registrations of Office with a product id are licenses. */
export const reg: Format = {
  id: 'reg',
  shape: 'lines',
  fits: (lines) => HEADER.test(firstOf(lines)?.text.replace(/^\uFEFF/, '') ?? ''),
  read(lines, report) {
    const ansi = firstOf(lines)!.text.includes('REGEDIT4')
    const keys = [...keysOf(lines, ansi)]
    const computer = report.computer({ identity: 'none', platform: 'windows' })
    keys
      .filter(({ path }) => UNINSTALL.test(path))
      .forEach((key, at) => readProgram(key, at + 1, computer, report))
    keys
      .filter(({ path }) => REGISTRATION.test(path))
      .forEach((key, at) => readOffice(key, at + 1, computer, report))
  },
}

const firstOf = (lines: readonly Line[]) => lines.find(({ text }) => text.trim() !== '')

function readProgram(
  { path, line, value }: RegistryKey,
  row: number,
  computer: number,
  report: Report,
): void {
  const [, id] = UNINSTALL.exec(path)!
  report.software(computer, {
    row,
    line,
    name: value('DisplayName'),
    version: value('DisplayVersion'),
    publisher: value('Publisher'),
    architecture: /\\WOW6432Node\\/i.test(path) ? 'x86' : null,
    scope: /^HKEY_(?:CURRENT_USER|USERS)\\/i.test(path) ? 'user' : 'machine',
    origin: 'registry',
    packageId: id!,
    installedOn: value('InstallDate'),
    hints: hintsOf(id!, value),
  })
}

function hintsOf(id: string, value: RegistryKey['value']): Hint[] {
  const hints: (Hint | null)[] = [hintOf(value('ReleaseType'))]
  if (value('SystemComponent') === '1') hints.push('system-component')
  if (value('ParentKeyName')) hints.push('child-of')
  if (isKnowledgeBase(id) || isKnowledgeBase(value('DisplayName'))) hints.push('update')
  if (value('NoRemove') === '1') hints.push('no-remove')
  return hints.filter((hint) => hint !== null)
}

/** Office registers its whole catalog of products here; only an installed one has a product id. */
function readOffice({ line, value, has }: RegistryKey, row: number, computer: number, report: Report): void {
  if (has('DigitalProductId')) report.secret('DigitalProductId')
  const productId = value('ProductID')
  // What an edition could be converted to is weak evidence of what it is.
  const product = value('ProductName') ?? value('ConvertToEdition')
  if (productId === null) {
    report.problem({ severity: 'ignored', code: 'sku-catalog', row, line, excerpt: product }, computer)
    return
  }
  const oem = value('OEM') === '1' || isOemProductId(productId)
  report.license(computer, { row, product, productId, channel: channel({ oem }), trial: null, keyTail: null })
}
