import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hear } from './hear.js'
import { project } from './project.js'
import { runtime } from './runtime.js'

/**
 * Runs the tests of one project of remix.config.js and counts them.
 * @param {string} name
 * @returns {Promise<import('./gate.js').Outcome>}
 */
export async function runTests(name) {
  const report = join(project, '.data', `tests-${name}-${process.pid}.json`)
  const vitest = join(project, 'node_modules/vitest/vitest.mjs')
  const flags = [
    '--project',
    name,
    '--reporter',
    'minimal',
    '--reporter',
    'json',
    `--outputFile.json=${report}`,
  ]
  const { code, output } = await hear(runtime(), [vitest, 'run', '--config', 'remix.config.js', ...flags], {
    VITEST: 'true',
    NODE_ENV: 'test',
  })
  const { passed, failed, skipped } = countsOf(report)
  const note = [`${passed} passed`, failed && `${failed} failed`, skipped && `${skipped} skipped`]
  return {
    passed,
    // A run that fails outside of its tests (a file that cannot be loaded, an error nobody caught) counts as well.
    failed: code === 0 ? failed : Math.max(failed, 1),
    output,
    note: note.filter(Boolean).join(', '),
  }
}

/** @param {string} report */
function countsOf(report) {
  try {
    /** @type {{ numPassedTests: number, numPendingTests: number, testResults: { status: string, assertionResults: { status: string }[] }[] }} */
    const { numPassedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    const failed = testResults
      .filter(({ status }) => status === 'failed')
      .map((file) => Math.max(1, file.assertionResults.filter(({ status }) => status === 'failed').length))
    return {
      passed: numPassedTests,
      failed: failed.reduce((sum, one) => sum + one, 0),
      skipped: numPendingTests,
    }
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  } finally {
    rmSync(report, { force: true })
  }
}
