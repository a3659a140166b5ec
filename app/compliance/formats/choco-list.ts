import type { Line } from '../decoding/lines'
import type { Format } from './format'

const PACKAGE = /^([^|\s][^|]*)\|([^|]*)$/
const BANNER = /^Chocolatey v\S+$/
const COUNT = /^\d+ \S.*$/

/** `choco list`: one `name|version` per line, and their count at the end. */
export const chocoList: Format = {
  id: 'choco-list',
  shape: 'lines',
  fits(lines) {
    const filled = lines.filter(isFilled).filter(({ text }) => !BANNER.test(text))
    const packages = filled.filter(({ text }) => PACKAGE.test(text))
    const counted = COUNT.test(filled.at(-1)?.text ?? '')
    return packages.length >= 0.8 * (filled.length - Number(counted)) && packages.length >= (counted ? 1 : 2)
  },
  read(lines, report) {
    const computer = report.computer({ identity: 'none', platform: 'windows' })
    let row = 0
    for (const { text, number } of lines.filter(isFilled)) {
      const [, name, version] = PACKAGE.exec(text) ?? []
      if (name === undefined) {
        report.problem({
          severity: 'ignored',
          code: row === 0 ? 'type-line' : 'footer',
          line: number,
          excerpt: text,
        })
        continue
      }
      row += 1
      const facts = { name, version: version || null, packageId: name, hints: ['partial-list' as const] }
      report.software(computer, { row, line: number, origin: 'choco', ...facts })
    }
  },
}

const isFilled = ({ text }: Line) => text.trim() !== ''
