import { walk } from './walk'

walk({ locale: 'en', looked: true }, { kind: 'enterprise', name: 'Haiqu New Sail Ships', code: 'MAJRNY04' })
