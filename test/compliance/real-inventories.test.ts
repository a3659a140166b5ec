import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readInventory } from '~/compliance/reading'
import type { InventoryRecord } from '~/compliance/record'

const folder = '../shared/data/inventory/'
const real = test.skipIf(!existsSync(folder))
if (!existsSync(folder)) console.warn(`SKIPPED: ${folder} is absent, real inventories are not read`)

/** What the README of the data says a correct reader finds: software, antivirus, license rows. */
const expected: Record<string, [number, number, number]> = {
  'glpi-json/computer_1.json': [6, 0, 0],
  'glpi-json/computer_1_partial_softs.json': [6, 0, 0],
  'glpi-json/computer_2_partial_dbs.json': [0, 0, 0],
  'glpi-json/computer_3.json': [3033, 0, 0],
  'glpi-json/phone_1.json': [3, 0, 0],
  'ocs-xml/1.xml': [42, 0, 0],
  'ocs-xml/2.xml': [8, 2, 1],
  'ocs-xml/3.xml': [40, 0, 0],
  'ocs-xml/4.xml': [7, 0, 0],
  'ocs-xml/12.xml': [8, 2, 1],
  'ocs-xml/13.xml': [1, 0, 0],
  'ocs-xml/18.xml': [310, 0, 0],
}

async function read(file: string): Promise<InventoryRecord[]> {
  return Array.fromAsync(readInventory(readFileSync(folder + file), file))
}

real.each(Object.entries(expected))(
  '%s gives the counts of its README',
  async (file, [software, antivirus, license]) => {
    const records = await read(file)
    const count = (kind: InventoryRecord['kind']) => records.filter((record) => record.kind === kind).length

    expect([count('computer'), count('software'), count('antivirus'), count('license')]).toEqual([
      1,
      software,
      antivirus,
      license,
    ])
  },
)
