import { counted } from './counted'
import type { Spoken } from '~/texts/speak'
import type { vocabulary as zh } from '~/texts/zh/vocabulary'

export const vocabulary: Spoken<typeof zh> = {
  metrics: {
    device: 'per device',
    'node-locked': 'node-locked',
    user: 'per user',
    'named-user': 'named user',
    'concurrent-user': 'concurrent user',
    'client-access': 'client access',
    'core-points': 'per core',
    'processor-points': 'per processor',
    appliance: 'appliance',
    'custom-metric': 'other metric',
  },
  terms: { perpetual: 'Perpetual', subscription: 'Subscription', evaluation: 'Evaluation' },
  termOf: (term, months) => (months === '' ? term : `${term}, ${counted(months, 'month')}`),
  categories: {
    'operating-system': 'Operating systems',
    office: 'Office',
    antivirus: 'Antivirus and security',
    database: 'Databases',
    design: 'Design',
    development: 'Development',
    tool: 'Tools',
    other: 'Other',
  },
  licenseClasses: { licensable: 'Commercial', free: 'Free', 'open-source': 'Open source' },
  channels: {
    retail: 'Retail',
    oem: 'OEM',
    'volume-mak': 'Volume MAK',
    'volume-kms': 'Volume KMS',
    'subscription-login': 'Subscription login',
    free: 'Free',
    unknown: 'Not stated',
  },
  taxCategories: {
    software_product: 'Software product',
    software_service: 'Software service',
    right_license: 'Right to use',
  },
}
